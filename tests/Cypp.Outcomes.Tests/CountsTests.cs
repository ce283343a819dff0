using System.Globalization;
using Cypp.Access;
using Cypp.Contracts.EarlyHelp;
using Cypp.Testing;

namespace Cypp.Outcomes.Tests;

public sealed class CountsTests
{
    [Theory, Engines]
    public async Task Message_Twice_CountsOnce_AndAClusterManagerSeesTheOwnCluster(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<OutcomesModule>(engine);
        var child = await City.ChildAsync(service, "oak-hill");
        var delivery = await service.DeliverAsync(
            new EarlyHelpCaseOpened(Guid.CreateVersion7(), child, Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), City.Before), child);
        await service.DeliverAsync(delivery);
        await City.CaseAsync(service, "aire-bank", City.Before);
        var own = await service.ClientFor(TestPractitioner.Of(Roles.ClusterManager, "early-help", "oak-hill")).GetAsync("/outcomes/v1/counts");
        var now = service.Time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        Assert.Equal(
            $$$"""{"city":null,"withoutKnownCluster":null,"clusters":[{"cluster":"oak-hill","counts":{"inEarlyHelp":1,"withOpenReferral":0,"withProtectionPlan":0,"withChildInNeedPlan":0}}],"coverage":[{"service":"early-help","at":"{{{now}}}"},{"service":"index","at":"{{{now}}}"},{"service":"safeguarding","at":null}]}""",
            own.Body);
    }
}
