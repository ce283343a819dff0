using Cypp.ServiceKit.Postgres;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Cypp.Health.Data;

/// <summary>What health keeps of its children behind the second wall (DB-1), called by its migrations.</summary>
internal static class RowRules
{
    public static void Protect(MigrationBuilder migration) => RowSecurity.Protect(migration, new()
    {
        ByRelationship = ["known_child", "protection_plan"],
    });
}
