using Cypp.System.Tests.Faults.Causes;

namespace Cypp.System.Tests.Faults;

/// <summary>FT-15: parked once each with its reason, and all else flows.</summary>
[Collection(FaultCollection.Name)]
public sealed class PoisonTests(FaultedPlatform faulted, ITestOutputHelper output) : FaultTest(faulted, output)
{
    [Fact]
    public Task Poison_OfThreeKinds() => HoldsAsync("FT-15 poison", Poison.ComesAsync);
}
