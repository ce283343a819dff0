using Cypp.Access;
using Cypp.Story.Agencies;
using Cypp.System.Tests.Faults.Causes;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Cypp.System.Tests.Faults;

/// <summary>OP-11, GW-10, ID-6: what a cluster does at each release, with somebody asking all the time: no request fails, and nothing is lost.</summary>
[Collection(FaultCollection.Name)]
public sealed class RollingRestartTests(ITestOutputHelper output) : FaultTest(new Replicated(), output), IAsyncLifetime
{
    private const double LongEnough = 300;

    [Fact(Explicit = true)]
    public async Task EveryReplica_EndedAndStartedAgain_NoRequestFails()
    {
        var (first, before) = (await KeyAsync(), Faulted.Answers.Count);
        IReadOnlyDictionary<string, int> codes = new Dictionary<string, int>();
        await HoldsAsync("every replica ended and started again, key rotated", async moment => codes = await RollingRestart.EachAsync(moment), LongEnough);
        var answers = Faulted.Answers.Skip(before).ToList();
        Output.WriteLine($"{codes.Count} processes, {answers.Count} answers: {string.Join(", ", answers.CountBy(answer => answer.Status ?? 0))}");
        Assert.All(codes, code => Assert.Equal(0, code.Value));
        Assert.NotEmpty(answers);
        var failed = answers.Where(answer => answer.Status is null or 401 or 429 or >= 500).ToList();
        Output.WriteLine(string.Join('\n', failed));
        Assert.Empty(failed);
        Assert.NotEqual(first, await KeyAsync());
    }

    public ValueTask InitializeAsync() => Faulted.InitializeAsync();

    public ValueTask DisposeAsync() => Faulted.DisposeAsync();

    private async Task<string> KeyAsync() => new JsonWebToken(
        await Faulted.SystemOf(DemoAgencies.EarlyHelp).TokenAsync(Roles.LeadPractitioner, DemoAgencies.EarlyHelp.Practitioner(Roles.LeadPractitioner))).Kid;

    /// <summary>Two of each process behind one address, as a cluster runs them.</summary>
    private sealed class Replicated : FaultedPlatform
    {
        protected override int Replicas => 2;
    }
}
