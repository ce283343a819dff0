using Npgsql;

namespace Cypp.Testing.Servers;

/// <summary>
/// Statements that make a database and its role. Such statements take no parameters, so that the server
/// itself quotes the names and the password (format's %I and %L) and hands back what is to be run.
/// </summary>
internal static class PostgresDatabases
{
    // One at a time over the whole server: CREATE DATABASE needs its template unused, ALTER ROLE no rival.
    private const string TakeTurn = "SELECT pg_advisory_lock(hashtext('cypp.create-database'))";

    private const string Role =
        """
        SELECT format(CASE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = $2) THEN 'ALTER' ELSE 'CREATE' END
            || ' ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD %L', $2::text, $3::text), $1::text
        """;

    private const string Database =
        """
        SELECT format(CASE WHEN EXISTS (SELECT FROM pg_database WHERE datname = $1)
            THEN 'ALTER DATABASE %I OWNER TO %I' ELSE 'CREATE DATABASE %I OWNER %I' END, $1::text, $2::text), $3::text
        """;

    private const string CloseToOthers =
        "SELECT format('REVOKE ALL ON DATABASE %I, postgres, template1 FROM PUBLIC', $1::text), $2::text, $3::text";

    public static Task CreateAsync(NpgsqlConnection connection, string name, string role, string password, CancellationToken ct) =>
        RunAsync(connection, [Role, Database, CloseToOthers], name, role, password, ct);

    public static Task CreateRoleAsync(NpgsqlConnection connection, string role, string password, CancellationToken ct) =>
        RunAsync(connection, [Role], "", role, password, ct);

    private static async Task RunAsync(
        NpgsqlConnection connection, string[] statements, string name, string role, string password, CancellationToken ct)
    {
        await using var turn = new NpgsqlCommand(TakeTurn, connection);
        await turn.ExecuteNonQueryAsync(ct);
        foreach (var statement in statements)
        {
            await using var format = new NpgsqlCommand(statement, connection)
            {
                Parameters = { new() { Value = name }, new() { Value = role }, new() { Value = password } },
            };
            var formatted = (string)(await format.ExecuteScalarAsync(ct))!;
            await using var run = new NpgsqlCommand(formatted, connection);
            await run.ExecuteNonQueryAsync(ct);
        }
    }
}
