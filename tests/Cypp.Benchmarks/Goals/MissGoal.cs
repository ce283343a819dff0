using Cypp.Benchmarks.Measuring;

namespace Cypp.Benchmarks.Goals;

/// <summary>What a token costs that the gateway has not seen (P3): validated, and exchanged at identity for the service's.</summary>
internal sealed class MissGoal(Stand stand, Options options)
{
    private const int Connections = 32;
    private const int Tokens = 600;

    public async Task<Measured> RunAsync()
    {
        var (readings, ratios) = (new List<Reading>(), new List<double>());
        await WholeAsync();
        await EdgeAsync(options.WarmUp);
        for (var round = 0; round < options.Rounds; round++)
        {
            var (edge, whole, identity) = (await EdgeAsync(options.Length), await WholeAsync(), await IdentityAsync());
            readings.AddRange([edge, whole, identity]);
            ratios.Add(whole.Cpu / edge.Cpu);
        }

        return new([new("P3 miss", "gateway's CPU a request, each with a new token / the same edge without authentication", 3.0, false, ratios)], readings);
    }

    private Task<Reading> EdgeAsync(TimeSpan length) =>
        Reading.OfAsync(stand.OpenEdge, () => stand.Wrk.RunAsync(stand.OpenEdge.Address, Connections, length, tokens: null));

    private Task<Reading> WholeAsync() => NewTokensAsync(stand.Gateway with { Name = "gateway, new tokens" });

    // By now it has the connections that it needs.
    private async Task<Reading> IdentityAsync() =>
        await NewTokensAsync(await stand.WithDatabaseAsync("identity and its database, new tokens", stand.Gateway.Address, "identity"));

    private async Task<Reading> NewTokensAsync(Peer counted)
    {
        var tokens = await stand.TokensAsync(Tokens);
        return await Reading.OfAsync(counted, () => Once.RunAsync(stand.Gateway.Address, tokens, Connections));
    }
}
