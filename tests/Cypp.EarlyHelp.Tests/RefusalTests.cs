using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.EarlyHelp.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Tests;

/// <summary>AU-1, AU-2: each refusal of a known caller is on record before it is answered, and nothing else is stored.</summary>
public sealed class RefusalTests
{
    [Theory, Engines]
    public async Task Refusal_OfAnyKind_IsOneRowWithItsCodeAndTheIdAskedFor(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        var caller = TestPractitioner.Of(Roles.LeadPractitioner);
        var (stranger, operatorOfPlatform) = (family.Service.ClientFor(caller), family.Service.ClientFor(caller with { Role = Roles.PlatformOperator, AgencyType = "platform" }));
        Assert.Equal(404, (await stranger.GetAsync(family.Path)).Status);
        Assert.Equal(403, (await operatorOfPlatform.GetAsync(family.Path)).Status);
        Assert.Equal(404, (await stranger.PostAsync(family.Path + "/words", new { childId = family.Elder, words = "w", heardOn = "2015-11-02" }, "\"1\"")).Status);
        Assert.Equal(400, (await stranger.PostAsync(family.Path + "/words", new { mood = "x" }, "\"1\"")).Status);
        var rows = await family.Service.InDatabaseAsync<EarlyHelpDb, List<AuditRow>>(db =>
            db.Set<AuditRow>().Where(row => row.PractitionerId == caller.PractitionerId).ToListAsync());
        Assert.Equal(
            [("EarlyHelp_ReadCase", "not-found"), ("EarlyHelp_ReadCase", "role-not-allowed"), ("EarlyHelp_RecordWords", "malformed-json"), ("EarlyHelp_RecordWords", "not-found")],
            rows.Select(row => (row.Action, row.Detail)).Order());
        Assert.All(rows, row => Assert.Equal(("deny", (Guid?)Guid.Parse(family.Path[^36..]), (Guid?)null), (row.Decision, row.ResourceId, row.ChildId)));
    }

    [Theory, Engines]
    public async Task Refusal_ThatCannotBeRecorded_IsAFailureInstead(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<EarlyHelpModule>(engine);
        await service.InDatabaseAsync<EarlyHelpDb, int>(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE audit RENAME TO audit_gone"));
        var answer = await service.ClientFor(TestPractitioner.Of(Roles.PlatformOperator)).GetAsync($"/early-help/v1/cases/{Guid.CreateVersion7()}");
        Assert.Equal((503, "temporarily-unavailable"), (answer.Status, answer.Code));
    }
}
