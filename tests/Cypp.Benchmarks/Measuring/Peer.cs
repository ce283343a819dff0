namespace Cypp.Benchmarks.Measuring;

/// <summary>One of those that answer the same request.</summary>
/// <param name="Processes">Ids of those whose processor time counts.</param>
internal sealed record Peer(string Name, Uri Address, params IReadOnlyList<int> Processes);

/// <summary>What one round showed of a peer.</summary>
/// <param name="Cpu">Microseconds of the peer's processor time a request.</param>
internal sealed record Reading(string Peer, double RequestsPerSecond, double Cpu, double P50Milliseconds, double P99Milliseconds)
{
    public static async Task<Reading> OfAsync(Peer peer, Func<Task<Wrk.Load>> loadAsync)
    {
        var before = CpuTime.Of(peer.Processes);
        var load = await loadAsync();
        var cpu = CpuTime.Of(peer.Processes) - before;
        return new(
            peer.Name, load.Requests / load.Elapsed.TotalSeconds, cpu.TotalMicroseconds / load.Requests, load.P50.TotalMilliseconds, load.P99.TotalMilliseconds);
    }
}
