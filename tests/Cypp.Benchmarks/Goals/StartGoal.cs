using System.Diagnostics;
using Cypp.Benchmarks.Measuring;
using Cypp.Benchmarks.Peers;

namespace Cypp.Benchmarks.Goals;

/// <summary>
/// From a process's start until it says that it is ready (P15): each by itself against the least that a web process of .NET is, and
/// the whole platform at once with its brokers up.
/// </summary>
internal sealed class StartGoal(Stand stand, Options options)
{
    private const double Whole = 5;

    public async Task<Measured> RunAsync()
    {
        var names = stand.Platform.Processes;
        List<Reading> readings = [];
        List<double> slowest = [], median = [], cpu = [], whole = [];
        await HelloAsync();
        for (var round = 0; round < options.Rounds; round++)
        {
            var hello = await HelloAsync();
            List<Reading> each = [];
            foreach (var name in names)
            {
                each.Add(await AgainAsync(name));
            }

            var began = Stopwatch.GetTimestamp();
            await Task.WhenAll(names.Select(stand.Platform.KillAndRestartAsync));
            var all = new Reading("start, the whole platform", double.NaN, double.NaN, Stopwatch.GetElapsedTime(began).TotalMilliseconds, double.NaN);
            readings.AddRange([hello, .. each, all]);
            slowest.Add(each.Max(one => one.P50Milliseconds) / hello.P50Milliseconds);
            median.Add(Ratio.MedianOf(each.Select(one => one.P50Milliseconds)) / hello.P50Milliseconds);
            cpu.Add(Ratio.MedianOf(each.Select(one => one.Cpu)) / hello.Cpu);
            whole.Add(all.P50Milliseconds / 1000);
        }

        return new(
            [
                new("P15", "start to ready, the slowest process by itself / a web process that says hello", 5, false, slowest),
                new("(P15)", "start to ready, the middle process by itself / a web process that says hello", double.NaN, false, median),
                new("(P15)", "CPU from start to ready, the middle process by itself / a web process that says hello", double.NaN, false, cpu),
                new("P15 all", "start to ready of the whole platform at once, in seconds", Whole, false, whole),
            ],
            readings);
    }

    private async Task<Reading> HelloAsync()
    {
        var (process, _) = await Hello.StartAsync(stand.Directory);
        await using (process)
        {
            return Since("start, hello", process.ProcessId);
        }
    }

    private async Task<Reading> AgainAsync(string name)
    {
        await stand.Platform.KillAndRestartAsync(name);
        return Since($"start, {name}", stand.Platform.ProcessIdOf(name));
    }

    private static Reading Since(string name, int processId)
    {
        using var process = Process.GetProcessById(processId);
        var taken = TimeProvider.System.GetUtcNow() - process.StartTime.ToUniversalTime();
        return new(name, double.NaN, CpuTime.Of([processId]).TotalMicroseconds, taken.TotalMilliseconds, double.NaN);
    }
}
