using System.Text.Json.Nodes;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Contracts.Index;
using Cypp.EarlyHelp.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Tests;

/// <summary>AU-1: who looked at a child, released by the data protection officer alone and without what could do harm.</summary>
public sealed class AccessLogTests
{
    private static readonly TestPractitioner Officer = TestPractitioner.Of(Roles.DataProtectionOfficer, "education-authority");

    [Theory, Engines]
    public async Task Parent_SeesWhoLookedButNoSafeguardingEntry(Engine engine)
    {
        var family = await FamilyWithStepUpAsync(engine, untold: false);
        var answer = await ReadAsync(family, $"requester=parent&adultId={family.Mother}");
        Assert.Equal(200, answer.Status);
        var entry = (JsonObject)answer.Json["entries"]![0]!;
        Assert.Equal(["agencyId", "role", "purpose", "action", "at"], entry.Select(member => member.Key));
        Assert.Equal(family.LeadPractitioner.AgencyId.ToString(), (string?)entry["agencyId"]);
        Assert.DoesNotContain("EarlyHelp_StepUpCase", answer.Body, StringComparison.Ordinal);
        Assert.Equal("safeguarding", (string?)answer.Json["withheld"]![0]!["code"]);
        Assert.Equal(["hidden-location"], answer.Json["notKnownHere"]!.AsArray().Select(code => (string?)code));
    }

    [Theory, Engines]
    public async Task AdultNotToBeTold_GetsNothing(Engine engine)
    {
        var family = await FamilyWithStepUpAsync(engine, untold: true);
        var answer = await ReadAsync(family, $"requester=parent&adultId={family.Partner}");
        Assert.Empty(answer.Json["entries"]!.AsArray());
        Assert.Equal("adult-not-to-be-told", (string?)Assert.Single(answer.Json["withheld"]!.AsArray())!["code"]);
    }

    /// <summary>What a child is given can be read at home.</summary>
    [Theory, Engines]
    public async Task Child_SeesAllOnlyWhereThereIsKnownToBeNobodyToFear(Engine engine)
    {
        var safe = await FamilyWithStepUpAsync(engine, untold: false);
        Assert.Contains("EarlyHelp_StepUpCase", (await ReadAsync(safe, "requester=child")).Body, StringComparison.Ordinal);
        var afraid = await FamilyWithStepUpAsync(engine, untold: true);
        Assert.DoesNotContain("EarlyHelp_StepUpCase", (await ReadAsync(afraid, "requester=child")).Body, StringComparison.Ordinal);
        var unknown = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        await unknown.StepUpAsync(unknown.Elder);
        var answer = await ReadAsync(unknown, "requester=child");
        Assert.DoesNotContain("EarlyHelp_StepUpCase", answer.Body, StringComparison.Ordinal);
        Assert.Contains("adult-not-to-be-told", answer.Json["notKnownHere"]!.AsArray().Select(code => (string?)code));
    }

    [Theory, Engines]
    public async Task Preparation_IsOnRecordAndNotShownToTheNext(Engine engine)
    {
        var family = await FamilyWithStepUpAsync(engine, untold: false);
        await ReadAsync(family, $"requester=parent&adultId={family.Mother}");
        var row = await family.Service.InDatabaseAsync<EarlyHelpDb, AuditRow>(db =>
            db.Set<AuditRow>().SingleAsync(one => one.Action == "EarlyHelp_ReadAccessLog" && one.ChildId == family.Elder));
        Assert.Equal((Officer.PractitionerId, family.Mother, "parent"), (row.PractitionerId, row.ResourceId, row.Detail));
        Assert.DoesNotContain("ReadAccessLog", (await ReadAsync(family, "requester=child")).Body, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task AnyOtherRole_IsForbiddenAndAnUnnamedRequesterRefused(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine);
        var path = $"/early-help/v1/children/{Guid.CreateVersion7()}/access-log";
        foreach (var role in Roles.All.Except([Roles.DataProtectionOfficer]))
        {
            Assert.Equal(403, (await service.ClientFor(TestPractitioner.Of(role)).GetAsync(path + "?requester=child")).Status);
        }

        foreach (var requester in new[] { "", "?requester=neighbour", "?requester=parent", $"?requester=child&adultId={Guid.CreateVersion7()}" })
        {
            Assert.Equal(400, (await service.ClientFor(Officer).GetAsync(path + requester)).Status);
        }
    }

    private static async Task<Family> FamilyWithStepUpAsync(Engine engine, bool untold)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        await family.Service.DeliverAsync(
            new ChildRelationshipsChanged(
                family.Elder, family.FamilyId,
                [new(family.Mother, "mother", true, true, false), new(family.Partner, "parents-partner", false, true, untold)], family.Service.Time.GetUtcNow()),
            family.Elder);
        await family.StepUpAsync(family.Elder);
        return family;
    }

    private static Task<Answer> ReadAsync(Family family, string query) =>
        family.Service.ClientFor(Officer).GetAsync($"/early-help/v1/children/{family.Elder}/access-log?{query}");
}
