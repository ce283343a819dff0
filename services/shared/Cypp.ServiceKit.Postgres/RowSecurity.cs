using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Cypp.ServiceKit.Postgres;

/// <summary>
/// The second wall (DB-1): PostgreSQL itself shows and takes rows only for a kind of work that the table's rules name, and
/// none to who does not say for what it works. A request moreover does not see what belongs to a sealed child or to one
/// of its reader's kin, nor what is addressed to another agency; and of tables that the service names only the children with
/// whom its caller has a relationship, or its own agency's rows.
/// Every migration calls it for the tables it makes; <c>./migrations</c> puts the call there. SQLite has no such wall.
/// </summary>
public static class RowSecurity
{
    /// <param name="rules">What the service says of its own tables; left out: nothing.</param>
    public static void Protect(MigrationBuilder migration, ServiceRules? rules = null)
    {
        if (migration.ActiveProvider!.EndsWith("Sqlite", StringComparison.Ordinal))
        {
            return;
        }

        // A policy may ask another table of the same migration: all are there first.
        foreach (var table in migration.Operations.OfType<CreateTableOperation>().ToList())
        {
            if (table.Name == InboxPartitions.Table)
            {
                migration.Sql(InboxPartitions.Create);
            }

            var child = rules?.ChildOf(table.Name) ?? (table.Columns.Any(column => column.Name == "ChildId") ? "ChildId" : null);
            migration.Sql(StatementsFor(table.Name, child, rules));
        }
    }

    /// <summary>Forced: the wall holds the owner of the table too.</summary>
    /// <param name="child">The column that holds a child's id, where there is one.</param>
    public static string StatementsFor(string table, string? child, ServiceRules? rules = null)
    {
        var (of, name) = (TableRules.Of(table), $"\"{table}\"");
        var work = RowPredicates.WorksAs(of.Work);
        List<string> statements =
        [
            $"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
            $"CREATE POLICY work ON {name} USING ({work}) WITH CHECK ({work})",
        ];
        if (of.Read.Count > 0)
        {
            statements.Add($"CREATE POLICY reading ON {name} FOR SELECT USING ({RowPredicates.WorksAs(of.Read)})");
        }

        if (child is not null && !of.ApartFromRestriction)
        {
            // Who needs no relationship may speak of a sealed child, and must not learn from a refusal that it is one.
            statements.Add($"CREATE POLICY restriction ON {name} AS RESTRICTIVE USING ({RowPredicates.NotRestricted($"{name}.\"{child}\"", AuthorOf(table, rules))}) WITH CHECK (true)");
        }

        if (of.Addressee is { } addressee)
        {
            statements.Add($"CREATE POLICY addressee ON {name} AS RESTRICTIVE USING ({RowPredicates.IsAddressedToAgency($"{name}.\"{addressee}\"")}) WITH CHECK (true)");
        }

        if (rules?.NarrowingOf(table, child) is var (policy, shown, taken))
        {
            statements.Add($"CREATE POLICY {policy} ON {name} AS RESTRICTIVE USING ({shown}) WITH CHECK ({taken})");
        }

        return string.Join(";\n", statements) + ";";
    }

    private static string? AuthorOf(string table, ServiceRules? rules) =>
        rules?.AuthorColumns.GetValueOrDefault(table) is { } column ? $"\"{table}\".\"{column}\"" : null;
}
