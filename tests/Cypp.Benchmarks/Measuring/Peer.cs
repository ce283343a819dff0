namespace Cypp.Benchmarks.Measuring;

/// <summary>One of those that answer the same request.</summary>
/// <param name="Processes">Ids of those whose processor time counts.</param>
internal sealed record Peer(string Name, Uri Address, params IReadOnlyList<int> Processes);

/// <summary>What one round showed of a peer.</summary>
/// <param name="Cpu">Microseconds of the peer's processor time a request. As any of these, no number where there is none.</param>
internal sealed record Reading(string Peer, double RequestsPerSecond, double Cpu, double P50Milliseconds, double P99Milliseconds)
{
    public static Task<Reading> OfAsync(Peer peer, Func<Task<Wrk.Load>> loadAsync) => OfAsync(peer.Name, () => CpuTime.Of(peer.Processes), loadAsync);

    /// <param name="cpu">Processor time so far of all that counts.</param>
    public static async Task<Reading> OfAsync(string name, Func<TimeSpan> cpu, Func<Task<Wrk.Load>> loadAsync)
    {
        var before = cpu();
        var load = await loadAsync();
        var taken = cpu() - before;
        return new(
            name, load.Requests / load.Elapsed.TotalSeconds, taken.TotalMicroseconds / load.Requests,
            load.P50?.TotalMilliseconds ?? double.NaN, load.P99?.TotalMilliseconds ?? double.NaN);
    }
}
