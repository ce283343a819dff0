using Cypp.System.Tests.Faults.Causes;

namespace Cypp.System.Tests.Faults;

/// <summary>FT-01, FT-02, FT-03.</summary>
[Collection(FaultCollection.Name)]
public sealed class ProcessFaultTests(FaultedPlatform faulted, ITestOutputHelper output) : FaultTest(faulted, output)
{
    [Fact]
    public Task Processes_KilledAgainAndAgain() => HoldsAsync("FT-01..03 kill -9", ProcessFaults.KilledAsync);
}
