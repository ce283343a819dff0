using System.Text.Json.Nodes;
using Cypp.Access;
using Cypp.Contracts.EarlyHelp;
using Cypp.Testing;

namespace Cypp.Outcomes.Tests;

public sealed class PeriodTests
{
    [Theory, Engines]
    public async Task Close_QuarterThatIsOver_PublishesItSuppressedAndForGood(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<OutcomesModule>(engine);
        await City.PlansAsync(service, "aire-bank", 12, City.Before);
        await City.PlansAsync(service, "moor-top", 3, City.Before);
        await City.PlansAsync(service, "oak-hill", 8, City.Before);
        Assert.DoesNotContain("2015-Q3", await City.ScorecardAsync(service), StringComparison.Ordinal);
        Assert.Equal(201, (await City.CloseAsync(service, "2015-Q3")).Status);
        var published = await City.ScorecardAsync(service);
        Assert.Equal([12, null, null, 23], Plans(published));
        await City.PlansAsync(service, "aire-bank", 1, City.Before);
        Assert.Equal(published, await City.ScorecardAsync(service));
        Assert.Equal("quarter-already-closed", (await City.CloseAsync(service, "2015-Q3")).Code);
    }

    [Theory, Engines]
    public async Task Close_OneJoinerSinceTheLastQuarter_DoesNotShow(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<OutcomesModule>(engine);
        await City.PlansAsync(service, "aire-bank", 12, City.Before);
        await City.PlansAsync(service, "oak-hill", 20, City.Before);
        await City.PlansAsync(service, "moor-top", 30, City.Before);
        await City.CloseAsync(service, "2015-Q3");
        await City.PlansAsync(service, "aire-bank", 1, new DateOnly(2015, 11, 1));
        service.Time.Advance(TimeSpan.FromDays(70));
        await City.CloseAsync(service, "2015-Q4");
        Assert.Null(Plans(await City.ScorecardAsync(service))[0]);
    }

    [Theory, Engines]
    public async Task Close_NotOverMalformedOrOutOfOrder_IsRefused(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<OutcomesModule>(engine);
        Assert.Equal("quarter-not-over", (await City.CloseAsync(service, "2015-Q4")).Code);
        Assert.Equal("quarter-malformed", (await City.CloseAsync(service, "2015-Q5")).Code);
        await City.CloseAsync(service, "2015-Q3");
        Assert.Equal("later-quarter-closed", (await City.CloseAsync(service, "2015-Q2")).Code);
        foreach (var role in Roles.All.Except([Roles.PerformanceManager]))
        {
            Assert.Equal(403, (await service.ClientFor(TestPractitioner.Of(role)).PostAsync("/outcomes/v1/periods/2015-Q3/closure")).Status);
        }
    }

    [Theory, Engines]
    public async Task Replay_DroppedProjection_GivesTheSameBytes(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<OutcomesModule>(engine);
        await City.PlansAsync(service, "aire-bank", 7, City.Before);
        await City.AttendanceAsync(service, "aire-bank", 6, 30, 27);
        var (caseId, child) = await City.CaseAsync(service, "oak-hill", City.Before);
        await service.DeliverAsync(new EarlyHelpLeadHandedOver(caseId, child, Guid.CreateVersion7(), ServiceUnderTest.Monday), child);
        await service.DeliverAsync(new StepDownAccepted(Guid.CreateVersion7(), caseId, child, Guid.CreateVersion7(), Guid.CreateVersion7(), ServiceUnderTest.Monday), child);
        var counts = (await service.ClientFor(City.Manager).GetAsync("/outcomes/v1/counts")).Body;
        Assert.Equal(200, (await service.ClientFor(City.Operator).PostAsync("/outcomes/v1/projection/replay")).Status);
        Assert.Equal(counts, (await service.ClientFor(City.Manager).GetAsync("/outcomes/v1/counts")).Body);
        await City.CloseAsync(service, "2015-Q3");
        var figures = await City.ScorecardAsync(service);
        Assert.Contains("\"value\":90,", figures, StringComparison.Ordinal);
        Assert.Contains("\"inEarlyHelp\":1", counts, StringComparison.Ordinal);
    }

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
        Assert.Equal("""{"city":null,"clusters":[{"cluster":"oak-hill","counts":{"inEarlyHelp":1,"withOpenReferral":0,"withProtectionPlan":0,"withChildInNeedPlan":0}}]}""", own.Body);
    }

    private static IReadOnlyList<int?> Plans(string scorecard)
    {
        var plans = JsonNode.Parse(scorecard)!["periods"]![0]!["indicators"]!.AsArray().Single(one => (string?)one!["code"] == "protection-plans")!;
        return [.. plans["cells"]!.AsArray().Select(cell => (int?)cell!["value"]), (int?)plans["city"]!["value"]];
    }
}
