using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Health.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Health.Tests.Audit;

/// <summary>AU-1: what a row says, and AU-2: without it nothing is answered.</summary>
public sealed class AuditFieldTests
{
    private const string Path = "/health/v1/alerts/lookup";
    private const string Number = "9990000018";

    [Theory, Engines]
    public async Task Row_SaysWhoWhyOnWhatGroundAndByWhichRule(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        var nurse = TestPractitioner.Of(Roles.EmergencyDepartment, "health");
        await service.ClientFor(nurse).PostAsync(Path, new { nhsNumber = Number });
        await service.ClientFor(nurse).PostAsync(Path, new { nhsNumber = Number });
        var rows = await service.InDatabaseAsync<HealthDb, List<AuditRow>>(db => db.Set<AuditRow>().ToListAsync());
        var row = rows[0];
        Assert.Equal((nurse.PractitionerId, nurse.Role, nurse.AgencyId, "test-client"), (row.PractitionerId, row.Role, row.AgencyId, row.ClientId));
        Assert.Equal(("Health_LookUpAlerts", "direct-care", "gdpr-6-1-e"), (row.Action, row.Purpose, row.LawfulBasis));
        Assert.Equal(("permit", "done"), (row.Decision, row.Outcome));
        Assert.Matches("^[0-9a-f]{16}$", row.PolicyVersion);
        Assert.Equal(rows[0].PolicyVersion, rows[1].PolicyVersion);
        Assert.DoesNotContain(Number, System.Text.Encoding.UTF8.GetString(row.ToCanonical()), StringComparison.Ordinal);
    }

    /// <summary>Nothing but the audit table fails: not the read, not the outbox of the same transaction.</summary>
    [Theory, Engines]
    public async Task AuditNotWritable_ReadIsRefusedAndWriteLeavesNothing(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        await service.InDatabaseAsync<HealthDb, int>(db => db.Database.ExecuteSqlRawAsync(engine == Engine.PostgreSql
            ? "CREATE TRIGGER away BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            : "CREATE TRIGGER away BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'away'); END"));
        var childId = await LookUpAlertsTests.ChildAsync(service);
        await service.DeliverAsync(
            new Contracts.Safeguarding.ProtectionPlanStarted(Guid.CreateVersion7(), childId, new(2015, 11, 2), "EMO", "1", "2"), childId);
        // A look-up of a child with a plan both shows the alert and tells social work.
        var client = service.ClientFor(TestPractitioner.Of(Roles.EmergencyDepartment, "health"));
        var answer = await client.PostAsync(Path, new { nhsNumber = Number }, key: "k");
        Assert.Equal((503, "application/problem+json", "audit-unavailable"), (answer.Status, answer.ContentType, answer.Code));
        Assert.DoesNotContain("CPPI", answer.Body, StringComparison.Ordinal);
        Assert.Empty(await service.PublishedAsync<HealthDb, Contracts.Health.AlertViewed>());

        await service.InDatabaseAsync<HealthDb, int>(db => db.Database.ExecuteSqlRawAsync(engine == Engine.PostgreSql ? "DROP TRIGGER away ON audit" : "DROP TRIGGER away"));
        Assert.Equal(200, (await client.PostAsync(Path, new { nhsNumber = Number }, key: "k")).Status);
        Assert.Single(await service.PublishedAsync<HealthDb, Contracts.Health.AlertViewed>());
    }
}
