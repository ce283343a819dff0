using Npgsql;

namespace Cypp.ServiceKit.Postgres;

/// <summary>
/// The role under which a service works on its database (DB-1): it owns nothing there, and no wall is put aside for it.
/// Another role owns the tables and migrates them.
/// </summary>
public static class AppRole
{
    private const string Unbound = """
        SELECT role.rolsuper OR role.rolbypassrls OR EXISTS (
            SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND pg_has_role(relowner, 'MEMBER'))
        FROM pg_roles AS role WHERE role.rolname = current_user
        """;

    /// <summary>Puts the check in front of every session of a source: one round trip a session, none a statement.</summary>
    /// <exception cref="InvalidOperationException">At opening: the role could step over row-level security or put it away.</exception>
    public static void RefuseOthers(this NpgsqlDataSourceBuilder builder) => builder.UsePhysicalConnectionInitializer(
        connection =>
        {
            using var command = new NpgsqlCommand(Unbound, connection);
            Check(command.ExecuteScalar());
        },
        async connection =>
        {
            await using var command = new NpgsqlCommand(Unbound, connection);
            Check(await command.ExecuteScalarAsync());
        });

    /// <summary>Gives the role what the service does with each table and takes all else, in one transaction.</summary>
    /// <param name="owner">An open connection of the role that owns the tables.</param>
    /// <param name="role">Name of the service's role; it exists.</param>
    public static async Task GrantAsync(NpgsqlConnection owner, string role, CancellationToken cancellationToken)
    {
        var app = Quote(role);
        await using var transaction = await owner.BeginTransactionAsync(cancellationToken);
        await RunAsync($"""
            REVOKE ALL ON SCHEMA public FROM PUBLIC;
            REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {app};
            GRANT CONNECT ON DATABASE {Quote(owner.Database)} TO {app};
            GRANT USAGE ON SCHEMA public TO {app};
            GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {app};
            """);
        foreach (var table in await TablesAsync(owner, cancellationToken))
        {
            if (TableRules.RightsOn(table) is { } rights)
            {
                await RunAsync($"GRANT {rights} ON {Quote(table)} TO {app}");
            }
        }

        await transaction.CommitAsync(cancellationToken);

        async Task RunAsync(string statement)
        {
            await using var command = new NpgsqlCommand(statement, owner);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task<List<string>> TablesAsync(NpgsqlConnection owner, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1", owner);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tables = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }

    private static void Check(object? unbound)
    {
        if (unbound is not false)
        {
            throw new InvalidOperationException(
                "The role of Database:ConnectionString is a superuser, has BYPASSRLS or owns tables: a service works under a role of its own that does not.");
        }
    }

    private static string Quote(string name) => new NpgsqlCommandBuilder().QuoteIdentifier(name);
}
