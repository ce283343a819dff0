using Cypp.Benchmarks.Measuring;

namespace Cypp.Benchmarks.Goals;

/// <summary>What a token costs that the gateway has not seen (P3): validated, and exchanged at identity for the service's.</summary>
internal sealed class MissGoal(Stand stand, Options options)
{
    private const int Connections = 32;
    private const int Tokens = 1200;

    public async Task<Measured> RunAsync()
    {
        var (readings, ratios, full) = (new List<Reading>(), new List<double>(), new List<double>());
        await WholeAsync();
        await EdgeAsync(options.WarmUp);
        for (var round = 0; round < options.Rounds; round++)
        {
            var (edge, whole, identity) = (await EdgeAsync(options.Length), await WholeAsync(), await IdentityAsync());
            var paced = await PacedEdgeAsync(whole.RequestsPerSecond);
            readings.AddRange([edge, paced, whole, identity]);
            ratios.Add(whole.Cpu / paced.Cpu);
            full.Add(whole.Cpu / edge.Cpu);
        }

        return new(
            [
                new("P3 miss", "gateway's CPU a request, each with a new token / the same edge without authentication, as often", 3.0, false, ratios),
                new("(P3)", "gateway's CPU a request, each with a new token / the same edge without authentication, at full load", double.NaN, false, full),
            ],
            readings);
    }

    private Task<Reading> EdgeAsync(TimeSpan length) =>
        Reading.OfAsync(stand.OpenEdge, () => stand.Wrk.RunAsync(stand.OpenEdge.Address, Connections, length, tokens: null));

    // Identity sets the pace of what has a new token. A server that waits between requests spends more on each: its peer has to wait as long.
    private async Task<Reading> PacedEdgeAsync(double perSecond)
    {
        var tokens = await stand.TokensAsync(Tokens);
        return await Reading.OfAsync(
            stand.OpenEdge with { Name = "open edge, as often" }, () => Once.RunAsync(stand.OpenEdge.Address, tokens, Connections, perSecond));
    }

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
