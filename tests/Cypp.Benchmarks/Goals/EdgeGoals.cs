using Cypp.Benchmarks.Measuring;

namespace Cypp.Benchmarks.Goals;

/// <summary>
/// What the gateway costs (P1 to P4 but for a miss): each round runs all peers one after the other, so that what else the machine does
/// falls on all alike.
/// </summary>
internal sealed class EdgeGoals(Stand stand, Options options)
{
    private const int Connections = 32;

    private readonly List<Reading> _readings = [];

    public async Task<Measured> RunAsync()
    {
        var peers = new[] { stand.Direct, stand.Nginx, stand.PlainYarp, stand.OpenEdge, stand.Gateway };
        foreach (var peer in peers)
        {
            await LoadAsync(peer, Connections, options.WarmUp);
        }

        List<double> cpu = [], throughput = [], hit = [], added = [], plain = [];
        for (var round = 0; round < options.Rounds; round++)
        {
            var loaded = new Dictionary<string, Reading>();
            var single = new Dictionary<string, Reading>();
            foreach (var peer in peers)
            {
                loaded[peer.Name] = Keep(await LoadAsync(peer, Connections, options.Length));
                single[peer.Name] = Keep(await LoadAsync(peer, 1, options.Length) with { Peer = peer.Name + ", 1 connection" });
            }

            var (direct, nginx, yarp, edge, gateway) = (loaded["direct"], loaded["nginx"], loaded["plain YARP"], loaded["open edge"], loaded["gateway"]);
            cpu.Add(gateway.Cpu / nginx.Cpu);
            throughput.Add(gateway.RequestsPerSecond / direct.RequestsPerSecond);
            hit.Add(gateway.Cpu / edge.Cpu);
            plain.Add(gateway.Cpu / yarp.Cpu);
            added.Add((single["gateway"].P50Milliseconds - single["direct"].P50Milliseconds) / (single["nginx"].P50Milliseconds - single["direct"].P50Milliseconds));
        }

        return new(
            [
                new("P1", "gateway's CPU a request, known token / nginx's", 1.7, false, cpu),
                new("P2", "throughput through the gateway / direct", 0.5, true, throughput),
                new("P3 hit", "gateway's CPU a request, known token / the same edge without authentication", 1.35, false, hit),
                new("P4", "median added by the gateway at 1 connection / added by nginx", 2.5, false, added),
                new("(P3)", "gateway's CPU a request, known token / plain YARP", double.NaN, false, plain),
            ],
            _readings);
    }

    private Reading Keep(Reading reading)
    {
        _readings.Add(reading);
        return reading;
    }

    private async Task<Reading> LoadAsync(Peer peer, int connections, TimeSpan length)
    {
        // A token lives five minutes, rounds longer.
        var tokens = peer.Name == "gateway" ? await stand.TokenFileAsync() : null;
        return await Reading.OfAsync(peer, () => stand.Wrk.RunAsync(peer.Address, connections, length, tokens));
    }
}
