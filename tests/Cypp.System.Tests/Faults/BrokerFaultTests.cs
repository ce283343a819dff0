using Cypp.System.Tests.Faults.Causes;

namespace Cypp.System.Tests.Faults;

/// <summary>FT-04, FT-07, FT-10, FT-11.</summary>
[Collection(FaultCollection.Name)]
public sealed class BrokerFaultTests(FaultedPlatform faulted, ITestOutputHelper output) : FaultTest(faulted, output)
{
    /// <summary>Writes go on, and arrive when it is back.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Broker_Away(bool killed) =>
        HoldsAsync($"FT-04 broker {(killed ? "killed" : "stopped")}", killed ? BrokerFaults.KilledAsync : BrokerFaults.StoppedAsync);

    /// <summary>MQ-13: the last messages of a stream leave no gap; only who compares notices.</summary>
    [Fact]
    public Task Broker_LosesWhatItConfirmed_IsMadeGoodWhenAnOperatorAsks() => IsMadeGoodAsync("MQ-13 broker lost what it had confirmed", BrokerFaults.LosesAsync);

    [Fact]
    public Task Messages_OfYesterdayComeAgain() => HoldsAsync("FT-07 duplicates", Duplicates.ComeAsync);

    [Fact(Explicit = true)]
    public async Task Broker_DiskAlarm_NoWriteIsRefused()
    {
        var seen = (HeldUp: 0, Waiting: 0L);
        await NoWriteIsRefusedAsync("FT-11 broker's disk alarm", async moment => seen = await BrokerFaults.AlarmAsync(moment));
        Output.WriteLine($"{seen.HeldUp} connections held up, {seen.Waiting} messages waited");
        Assert.True(seen is { HeldUp: > 0, Waiting: > 0 }, "The alarm held nothing up.");
    }

    [Fact(Explicit = true)]
    public async Task Broker_DiskFull_NoWriteIsRefused_AndItComesBack()
    {
        Assert.SkipUnless(Faulted.Platform.RabbitMq.HasSmallDisk, NoSmallDisk);
        var seen = (Waiting: 0L, Broker: "");
        await NoWriteIsRefusedAsync("FT-10 broker's disk full", async moment => seen = await BrokerFaults.DiskFullAsync(moment));
        Output.WriteLine($"{seen.Waiting} messages waited; the broker {seen.Broker}");
        Assert.InRange(seen.Waiting, 1, long.MaxValue);
    }

    private async Task NoWriteIsRefusedAsync(string fault, Func<Moment, Task> cause)
    {
        IReadOnlyList<RawAnswer> meanwhile = [];
        await HoldsAsync(fault, async moment =>
        {
            var before = Faulted.Answers.Count;
            await cause(moment);
            meanwhile = [.. Faulted.Answers.Skip(before)];
        });
        var writes = meanwhile.Where(answer => answer.IsWrite).ToList();
        Output.WriteLine($"{writes.Count} writes: {string.Join(", ", writes.CountBy(answer => (answer.Status, answer.Code)))}");
        Assert.NotEmpty(writes);
        // 400 is the load's own contact with a code that is in no list, 412 a child that moved between look and write.
        Assert.All(writes, answer => Assert.True(answer.Status is (>= 200 and < 300) or 400 or 412, answer.ToString()));
    }
}
