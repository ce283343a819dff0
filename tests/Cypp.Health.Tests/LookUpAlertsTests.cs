using System.Text.Json.Nodes;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Contracts.Health;
using Cypp.Contracts.Index;
using Cypp.Contracts.Safeguarding;
using Cypp.Health.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Health.Tests;

public sealed class LookUpAlertsTests
{
    private const string Path = "/health/v1/alerts/lookup";
    private const string Known = "9990000018";
    private const string Unknown = "9990000026";

    [Theory, Engines]
    public async Task Post_ChildWithAPlan_ShowsTheFlagOnlyAndTellsOnce(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        var (childId, planId) = await ChildWithPlanAsync(service);
        var nurse = TestPractitioner.Of(Roles.EmergencyDepartment, "health");
        var answer = await service.ClientFor(nurse).PostAsync(Path, new { nhsNumber = "999 000 0018" }, key: "k");
        Assert.Equal(200, answer.Status);
        var alert = (JsonObject)Assert.Single((JsonArray)answer.Json["alerts"]!)!;
        Assert.Equal(["planType", "cpisCode", "startedOn", "endedOn", "officePhone", "outOfHoursPhone"], alert.Select(member => member.Key));
        Assert.Equal(("child-protection", "CPPI", "2015-11-02"), ((string?)alert["planType"], (string?)alert["cpisCode"], (string?)alert["startedOn"]));
        Assert.NotNull(answer.Json["coverage"]!["asOf"]);

        Assert.Equal(answer, await service.ClientFor(nurse).PostAsync(Path, new { nhsNumber = "999 000 0018" }, key: "k"));
        var viewed = Assert.Single(await service.PublishedAsync<HealthDb, AlertViewed>());
        Assert.Equal((childId, planId, nurse.AgencyId, nurse.PractitionerId), (viewed.ChildId, viewed.PlanId, viewed.ViewedByAgencyId, viewed.ViewedByPractitionerId));
        Assert.Equal([childId], await AuditedAsync(service));
    }

    [Theory, Engines]
    public async Task Post_UnknownChildAndChildWithoutPlan_ReadTheSameAndAreAudited(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        var childId = await ChildAsync(service);
        var client = service.ClientFor(TestPractitioner.Of(Roles.EmergencyDepartment, "health"));
        var withoutPlan = await client.PostAsync(Path, new { nhsNumber = Known });
        service.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(withoutPlan, await client.PostAsync(Path, new { nhsNumber = Unknown }));
        Assert.Empty((JsonArray)withoutPlan.Json["alerts"]!);
        Assert.Empty(await service.PublishedAsync<HealthDb, AlertViewed>());
        Assert.Equal([childId, null], await AuditedAsync(service));
    }

    [Theory, Engines]
    public async Task Post_PlanEnded_IsShownWithItsEndForTwelveMonths(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        var (childId, planId) = await ChildWithPlanAsync(service);
        await service.DeliverAsync(new ProtectionPlanEnded(planId, childId, new(2015, 11, 2)), childId);
        var client = service.ClientFor(TestPractitioner.Of(Roles.EmergencyDepartment, "health"));
        service.Time.Advance(TimeSpan.FromDays(366));
        var lastDay = await client.PostAsync(Path, new { nhsNumber = Known });
        Assert.Equal("2015-11-02", (string?)lastDay.Json["alerts"]![0]!["endedOn"]);
        service.Time.Advance(TimeSpan.FromDays(1));
        Assert.Empty((JsonArray)(await client.PostAsync(Path, new { nhsNumber = Known })).Json["alerts"]!);
    }

    [Theory, Engines]
    public async Task Post_ChildInNeedPlan_IsNotShown(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        var childId = await ChildAsync(service);
        await service.DeliverAsync(new ChildInNeedPlanStarted(Guid.CreateVersion7(), childId, new(2015, 11, 2), "1", "2"), childId);
        var client = service.ClientFor(TestPractitioner.Of(Roles.EmergencyDepartment, "health"));
        Assert.Empty((JsonArray)(await client.PostAsync(Path, new { nhsNumber = Known })).Json["alerts"]!);
    }

    [Theory, Engines]
    public async Task Post_InvalidNumberOrOtherRole_IsRefusedAndStoresNothing(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        var client = service.ClientFor(TestPractitioner.Of(Roles.EmergencyDepartment, "health"));
        foreach (var number in new[] { "9990000019", "9999999999", "999000001", "" })
        {
            var invalid = await client.PostAsync(Path, new { nhsNumber = number });
            Assert.Equal((400, "nhsNumber"), (invalid.Status, (string?)invalid.Json["field"]));
            Assert.True(number.Length == 0 || !invalid.Body.Contains(number, StringComparison.Ordinal));
        }

        foreach (var role in Roles.All.Except([Roles.EmergencyDepartment]))
        {
            Assert.Equal(403, (await service.ClientFor(TestPractitioner.Of(role)).PostAsync(Path, new { nhsNumber = Known })).Status);
        }

        Assert.Empty(await AuditedAsync(service));
    }

    internal static async Task<Guid> ChildAsync(ServiceUnderTest service)
    {
        var childId = Guid.CreateVersion7();
        await service.DeliverAsync(Record(childId, Known, service.Time.GetUtcNow()), childId);
        return childId;
    }

    internal static ChildRecordChanged Record(Guid childId, string? nhsNumber, DateTimeOffset at) =>
        new(childId, null, nhsNumber, null, new(2003, 5, 1), null, "aire-valley", false, at);

    private static async Task<(Guid ChildId, Guid PlanId)> ChildWithPlanAsync(ServiceUnderTest service)
    {
        var (childId, planId) = (await ChildAsync(service), Guid.CreateVersion7());
        await service.DeliverAsync(new ProtectionPlanStarted(planId, childId, new(2015, 11, 2), "EMO", "0113 496 0001", "0113 496 0002"), childId);
        return (childId, planId);
    }

    private static Task<List<Guid?>> AuditedAsync(ServiceUnderTest service) => service.InDatabaseAsync<HealthDb, List<Guid?>>(db =>
        db.Set<AuditRow>().Where(row => row.Decision == "permit").OrderBy(row => row.Id).Select(row => row.ChildId).ToListAsync());
}
