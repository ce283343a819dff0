using Cypp.System.Tests.Faults.Causes;

namespace Cypp.System.Tests.Faults;

/// <summary>FT-06, FT-10, FT-16, MQ-13.</summary>
[Collection(FaultCollection.Name)]
public sealed class DatabaseFaultTests(FaultedPlatform faulted, ITestOutputHelper output) : FaultTest(faulted, output)
{
    [Fact]
    public Task Database_CrashesAgainAndAgain() => HoldsAsync("FT-06 PostgreSQL crash", DatabaseFaults.CrashesAsync);

    [Fact]
    public Task DispatcherLocks_LostAgainAndAgain() => HoldsAsync("FT-16 lock sessions ended", DatabaseFaults.LocksLostAsync);

    /// <summary>Writes go on meanwhile; who was put back says how far it has come and gets the rest again.</summary>
    [Fact]
    public Task Database_PutBackToAnOlderState_IsMadeGoodWhenAnOperatorAsks() => IsMadeGoodAsync("MQ-13 databases put back", OlderState.IsRestoredAsync);

    /// <summary>What cannot be stored is refused in words that a caller's program understands, and taken again once there is room.</summary>
    [Fact(Explicit = true)]
    public async Task Database_DiskFull_IsSaid_AndPasses()
    {
        Assert.SkipWhen(Faulted.Platform.Postgres.SmallDisk is null, NoSmallDisk);
        IReadOnlyList<RawAnswer> answers = [];
        await FullDisk.FillAsync(Faulted);
        await HoldsAsync("FT-10 PostgreSQL's disk full", async moment =>
        {
            var before = Faulted.Answers.Count;
            await FullDisk.StaysFullAsync(moment);
            answers = [.. Faulted.Answers.Skip(before)];
        });
        await FullDisk.MoveOutAsync(Faulted);
        var refused = answers.Where(answer => answer.Status is null or >= 500).ToList();
        Output.WriteLine($"{answers.Count} answers, of them {string.Join(", ", refused.CountBy(answer => (answer.Status, answer.Code)))}");
        Assert.Contains(refused, answer => answer.IsWrite);
        Assert.All(refused, answer => Assert.True(answer is { Status: 503, Code: "temporarily-unavailable" or "audit-unavailable" }, answer.ToString()));
        // Nobody started anything anew.
        Assert.Contains(answers.Skip(answers.ToList().FindLastIndex(answer => answer.Status == 503)), answer => answer is { IsWrite: true, Status: < 300 });
    }
}
