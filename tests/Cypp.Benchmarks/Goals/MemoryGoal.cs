using System.Net;
using Cypp.Benchmarks.Measuring;
using Cypp.Benchmarks.Peers;
using Cypp.Benchmarks.Seeding;
using Cypp.Story.Platform;
using Npgsql;

namespace Cypp.Benchmarks.Goals;

/// <summary>
/// Memory of the platform's processes after load, against ten that say hello, and what they take while nobody asks (P16). The load is
/// of writes, whose messages every service takes in.
/// </summary>
internal sealed class MemoryGoal(Stand stand, Options options)
{
    private const int Hellos = 10;
    private const int Connections = 8;

    public async Task<Measured> RunAsync()
    {
        List<(PlatformProcess Process, Uri Address)> hellos = [];
        try
        {
            for (var at = 0; at < Hellos; at++)
            {
                hellos.Add(await Hello.StartAsync(stand.Directory));
            }

            return await RunAsync(hellos);
        }
        finally
        {
            foreach (var (process, _) in hellos)
            {
                await process.DisposeAsync();
            }
        }
    }

    private async Task<Measured> RunAsync(List<(PlatformProcess Process, Uri Address)> hellos)
    {
        await using var caller = new DirectCaller(stand, NewChildren.Service);
        await LoadAsync(caller, hellos, options.WarmUp);
        List<double> sum = [], largest = [], idle = [];
        for (var round = 0; round < options.Rounds; round++)
        {
            await LoadAsync(caller, hellos, options.Length);
            var processes = stand.Platform.Processes.Select(name => (Name: name, Id: stand.Platform.ProcessIdOf(name))).ToList();
            var (platform, hello) = (Memory.Shared(processes.Select(process => process.Id)), Memory.Shared(hellos.Select(one => one.Process.ProcessId)));
            sum.Add(platform / hello);
            largest.Add(processes.Max(process => Memory.Resident(process.Id)));
            // Quiet itself is measured. What a load leaves behind to be compiled or put away is done by then.
            await Task.Delay(options.Length);
            var before = CpuTime.Of([.. processes.Select(process => process.Id)]);
            await Task.Delay(options.WarmUp);
            idle.Add((CpuTime.Of([.. processes.Select(process => process.Id)]) - before) / options.WarmUp);
        }

        return new(
            [
                new("P16", "memory (PSS) of all processes / of ten that say hello", 2.5, false, sum),
                new("P16 RSS", "resident memory of the largest process, MB", 200, false, largest),
                new("P16 idle", "processor time of all processes while nobody asks, of one core", 0.03, false, idle),
            ],
            []);
    }

    private async Task LoadAsync(DirectCaller caller, List<(PlatformProcess Process, Uri Address)> hellos, TimeSpan length)
    {
        await caller.LoadAsync("load", _ => NewChildren.Register(), HttpStatusCode.Created, Connections, length);
        foreach (var (_, address) in hellos)
        {
            await stand.Wrk.RunAsync(address, Connections, TimeSpan.FromSeconds(1), tokens: null);
        }

        await using var index = NpgsqlDataSource.Create(stand.Platform.DatabaseOf(NewChildren.Service));
        await Until.SoAsync(index, Drain.NothingWaits);
        await stand.SettleAsync();
    }
}
