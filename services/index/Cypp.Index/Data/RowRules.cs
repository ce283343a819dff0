using Cypp.ServiceKit.Postgres;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Cypp.Index.Data;

/// <summary>Where the index's tables differ behind the second wall (DB-1), called by its migrations.</summary>
internal static class RowRules
{
    public static void Protect(MigrationBuilder migration) => RowSecurity.Protect(migration, new()
    {
        ChildColumns = new Dictionary<string, string> { ["child"] = "Id" },
    });
}
