namespace Cypp.ServiceKit.Postgres;

/// <summary>What a service's role may do with a table, by the table's name: the one place that says so (DB-1, AU-3).</summary>
public static class TableRules
{
    private const string MigrationHistory = "__EFMigrationsHistory";
    private static readonly HashSet<string> AppendOnly = ["audit", "audit_chain", "audit_root", "audit_witness"];

    /// <returns>Rights of GRANT; null: none at all.</returns>
    public static string? RightsOn(string table) => table switch
    {
        MigrationHistory => null,
        _ when AppendOnly.Contains(table) => "SELECT, INSERT",
        _ => "SELECT, INSERT, UPDATE, DELETE",
    };
}
