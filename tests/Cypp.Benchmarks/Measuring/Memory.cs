using System.Globalization;

namespace Cypp.Benchmarks.Measuring;

/// <summary>Memory of processes from <c>/proc/{pid}/smaps_rollup</c> (proc(5)), in MB.</summary>
internal static class Memory
{
    /// <summary>Their share of it: a page that several have counts in parts.</summary>
    public static double Shared(IEnumerable<int> processes) => processes.Sum(process => Of(process, "Pss:"));

    /// <summary>All that one has resident.</summary>
    public static double Resident(int process) => Of(process, "Rss:");

    private static double Of(int process, string field) =>
        long.Parse(File.ReadLines($"/proc/{process}/smaps_rollup").First(line => line.StartsWith(field, StringComparison.Ordinal))[field.Length..^"kB".Length].Trim(), CultureInfo.InvariantCulture) / 1024.0;
}
