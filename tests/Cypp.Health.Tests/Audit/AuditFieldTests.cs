using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Health.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Health.Tests.Audit;

/// <summary>AU-1: what a row says.</summary>
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
}
