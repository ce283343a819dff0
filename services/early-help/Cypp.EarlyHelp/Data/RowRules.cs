using Cypp.ServiceKit.Postgres;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Cypp.EarlyHelp.Data;

/// <summary>What early help keeps of its families behind the second wall (DB-1), called by its migrations.</summary>
internal static class RowRules
{
    public static void Protect(MigrationBuilder migration) => RowSecurity.Protect(migration, new()
    {
        ByRelationship = ["case_member", "child_words", "conversation", "prompt", "step_down", "step_up"],
        Parts =
        [
            new("early_help_case", "Id", "case_member", "CaseId"),
            new("goal", "CaseId", "early_help_case", "Id"),
            new("team_member", "CaseId", "early_help_case", "Id"),
            new("invitation", "CaseId", "early_help_case", "Id"),
        ],
    });
}
