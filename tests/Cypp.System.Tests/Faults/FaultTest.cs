using System.Globalization;
using Cypp.System.Tests.Faults.Causes;

namespace Cypp.System.Tests.Faults;

/// <summary>Alone on the machine: what it measures is what stays whole, not how much runs beside it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FaultCollection : ICollectionFixture<FaultedPlatform>
{
    public const string Name = "faults";
}

/// <summary>
/// Faults on the real processes, judged by the ledger: "every acknowledged write has its effect in every subscriber exactly once".
/// What waits by the clock is when a fault comes and how long it lasts; nothing waits for the platform so. <c>./faults</c> runs them
/// as long as they should be and those that take longest at all (explicit), <c>./test</c> the others a fifth as long.
/// </summary>
public abstract class FaultTest(FaultedPlatform faulted, ITestOutputHelper output)
{
    protected const string NoSmallDisk = "Here no file system can be mounted without a right of the administrator's (unshare --map-root-user --mount).";

    protected static TimeSpan Duration { get; } = TimeSpan.FromSeconds(Setting("CYPP_FAULT_SECONDS", 12));

    protected static int Seed { get; } = Setting("CYPP_FAULT_SEED", 20151102);

    private protected FaultedPlatform Faulted => faulted;

    private protected ITestOutputHelper Output => output;

    /// <param name="atLeastSeconds">Where a fault needs some time to meet what it is to meet.</param>
    /// <returns>How many messages came again.</returns>
    private protected Task<int> HoldsAsync(string fault, Func<Moment, Task> cause, double atLeastSeconds = 0)
    {
        var span = TimeSpan.FromSeconds(Math.Max(Duration.TotalSeconds, atLeastSeconds));
        return HoldsAsync(fault, span, ending => cause(new Moment(faulted, span, new Random(Seed), ending)));
    }

    /// <param name="cause">Returns how many messages it took from subscribers that had them, or were to have them.</param>
    private protected async Task IsMadeGoodAsync(string fault, Func<Moment, Task<long>> cause)
    {
        var lost = 0L;
        await HoldsAsync(fault, async moment => lost = await cause(moment));
        output.WriteLine($"{lost} messages were lost");
        Assert.InRange(lost, 1, long.MaxValue);
    }

    private protected async Task<int> HoldsAsync(string fault, TimeSpan duration, Func<CancellationToken, Task> cause)
    {
        var (line, seenTwice, wrong) = await faulted.JudgeAsync(fault, duration, cause);
        output.WriteLine(line);
        if (wrong.Count > 0)
        {
            output.WriteLine(await faulted.LastSeenAsync());
            var findings = wrong.GroupBy(finding => finding.Split(' ')[0]).SelectMany(law => law.Take(5).Prepend($"{law.Key}: {law.Count()} findings"));
            Assert.Fail(string.Join('\n', [line, .. await faulted.OnTheWayAsync(), .. findings]));
        }

        return seenTwice;
    }

    private protected static int Setting(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } number ? int.Parse(number, CultureInfo.InvariantCulture) : usual;
}
