using Cypp.ServiceKit.Postgres;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Cypp.Safeguarding.Data;

/// <summary>
/// What social work keeps of its cases behind the second wall (DB-1), called by its migrations. Contacts are not among it:
/// who must not be told follows from them.
/// </summary>
internal static class RowRules
{
    public static void Protect(MigrationBuilder migration) => RowSecurity.Protect(migration, new()
    {
        ByRelationship =
        [
            "assessment", "family_group_conference", "legal_step", "plan", "referral", "section_47_enquiry", "step_down", "step_up",
            "strategy_discussion",
        ],
        AuthorColumns = new Dictionary<string, string> { ["contact"] = "MakerPractitionerId" },
        Parts =
        [
            new("core_group_meeting", "PlanId", "plan", "Id"),
            new("family_group_conference_exception", "ReferralId", "referral", "Id"),
        ],
    });
}
