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
            var (edge, whole) = (await EdgeAsync(options.Length), await WholeAsync());
            readings.AddRange([edge, whole]);
            ratios.Add(whole.Cpu / edge.Cpu);
        }

        return new([new("P3 miss", "gateway's CPU a request, each with a new token / the same edge without authentication", 3.0, false, ratios)], readings);
    }

    private Task<Reading> EdgeAsync(TimeSpan length) =>
        Reading.OfAsync(stand.OpenEdge, () => stand.Wrk.RunAsync(stand.OpenEdge.Address, Connections, length, tokens: null));

    private async Task<Reading> WholeAsync()
    {
        var tokens = await stand.TokensAsync(Tokens);
        return await Reading.OfAsync(stand.Gateway with { Name = "gateway, new tokens" }, () => Once.RunAsync(stand.Gateway.Address, tokens, Connections));
    }
}
