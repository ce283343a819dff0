using Cypp.ServiceKit.Postgres;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Cypp.Outcomes.Data;

/// <summary>What figures are counted from, behind the second wall (DB-1), called by its migrations: only who counts reaches every child.</summary>
internal static class RowRules
{
    public static void Protect(MigrationBuilder migration) => RowSecurity.Protect(migration, new()
    {
        ByRelationship = ["attendance_to_date", "completed_assessment", "residence", "span"],
    });
}
