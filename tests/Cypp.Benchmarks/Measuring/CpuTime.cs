using System.Globalization;

namespace Cypp.Benchmarks.Measuring;

/// <summary>Processor time of a process, user and system, from <c>/proc/{pid}/stat</c> (proc(5)); it counts in hundredths of a second.</summary>
internal static class CpuTime
{
    private const double TicksPerSecond = 100;

    public static TimeSpan Of(IReadOnlyList<int> processes) => processes.Aggregate(TimeSpan.Zero, (sum, one) => sum + Of(one));

    private static TimeSpan Of(int processId)
    {
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        // The second field is the program's name in brackets and may hold spaces.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((Ticks(fields[11]) + Ticks(fields[12])) / TicksPerSecond);
    }

    private static long Ticks(string field) => long.Parse(field, CultureInfo.InvariantCulture);
}
