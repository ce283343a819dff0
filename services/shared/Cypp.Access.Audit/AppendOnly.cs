using Microsoft.EntityFrameworkCore.Migrations;

namespace Cypp.Access.Audit;

/// <summary>
/// The database itself refuses to change or remove what audit has written (AU-3). Each service's migration that makes
/// the tables calls it; <c>./migrations</c> puts the call there.
/// </summary>
public static class AppendOnly
{
    /// <summary>Tables, and when a new row of it would replace an old one (SQLite's INSERT OR REPLACE fires no other trigger).</summary>
    public static readonly IReadOnlyDictionary<string, string> Tables = new Dictionary<string, string>
    {
        ["audit"] = "\"Id\" = NEW.\"Id\"",
        ["audit_chain"] = "\"Sequence\" = NEW.\"Sequence\" OR \"RowId\" = NEW.\"RowId\"",
        ["audit_root"] = "\"Size\" = NEW.\"Size\"",
        ["audit_witness"] = "\"Id\" = NEW.\"Id\"",
    };

    public static void Protect(MigrationBuilder migration)
    {
        var isSqlite = migration.ActiveProvider!.EndsWith("Sqlite", StringComparison.Ordinal);
        if (!isSqlite)
        {
            migration.Sql("""
                CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;
                """);
        }

        foreach (var (table, replaces) in Tables)
        {
            migration.Sql(isSqlite ? Sqlite(table, replaces) : PostgreSql(table));
        }
    }

    private static string PostgreSql(string table) => $"""
        CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        """;

    private static string Sqlite(string table, string replaces) => $"""
        CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
        CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
        CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {replaces})
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
        """;
}
