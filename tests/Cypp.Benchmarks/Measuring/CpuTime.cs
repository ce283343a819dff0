using System.Globalization;

namespace Cypp.Benchmarks.Measuring;

/// <summary>Processor time of a process, user and system, from <c>/proc/{pid}/stat</c> (proc(5)); it counts in hundredths of a second.</summary>
internal static class CpuTime
{
    private const double TicksPerSecond = 100;
    private const int Parent = 1;
    private const int Own = 11;
    private const int OfEnded = 13;

    public static TimeSpan Of(IReadOnlyList<int> processes) => processes.Aggregate(TimeSpan.Zero, (sum, one) => sum + Of(Stat(one), Own));

    /// <summary>What the children took that have ended, and theirs.</summary>
    public static TimeSpan OfEndedChildren(int processId) => Of(Stat(processId), OfEnded);

    /// <summary>A process with its children, those that have ended too: a database server whatever sessions come and go.</summary>
    public static TimeSpan OfFamily(int processId)
    {
        var sum = Of(Stat(processId), Own) + OfEndedChildren(processId);
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var other) && TryStat(other) is { } stat && Number(stat[Parent]) == processId)
            {
                sum += Of(stat, Own);
            }
        }

        return sum;
    }

    public static int ParentOf(int processId) => (int)Number(Stat(processId)[Parent]);

    private static TimeSpan Of(string[] stat, int first) => TimeSpan.FromSeconds((Number(stat[first]) + Number(stat[first + 1])) / TicksPerSecond);

    private static string[] Stat(int processId)
    {
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        // The second field is the program's name in brackets and may hold spaces.
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static string[]? TryStat(int processId)
    {
        try
        {
            return Stat(processId);
        }
        catch (IOException)
        {
            // It has ended since it was listed; its parent has its time.
            return null;
        }
    }

    private static long Number(string field) => long.Parse(field, CultureInfo.InvariantCulture);
}
