using Cypp.System.Tests.Faults.Causes;

namespace Cypp.System.Tests.Faults;

/// <summary>FT-09: nothing is lost, done again or put into another order by what a clock says.</summary>
[Collection(FaultCollection.Name)]
public sealed class ClockFaultTests(FaultedPlatform faulted, ITestOutputHelper output) : FaultTest(faulted, output)
{
    /// <summary>So that each clock meets some messages.</summary>
    private const double Shortest = 40;

    [Fact(Explicit = true)]
    public async Task Clocks_AheadBehindAndSetBack()
    {
        Assert.SkipWhen(ClockFaults.Library is null, "libfaketime is not installed; ./faults installs it.");
        await ClockFaults.GetReadyAsync(Faulted.Platform);
        var taken = (Ahead: 0L, Behind: 0L);
        await HoldsAsync("FT-09 clocks wrong", async moment => taken = await ClockFaults.GoWrongAsync(moment), Shortest);
        await ClockFaults.GoRightAsync(Faulted.Platform);
        Output.WriteLine($"{taken.Ahead} messages taken in by a clock ahead, {taken.Behind} by one behind");
        Assert.True(taken is { Ahead: > 0, Behind: > 0 }, "No clock was wrong.");
    }
}
