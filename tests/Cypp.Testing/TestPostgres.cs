using Npgsql;

namespace Cypp.Testing;

/// <summary>A fresh database on the PostgreSQL server that the test run started (CYPP_TEST_POSTGRES, a superuser's connection string).</summary>
/// <param name="App">Connection string of the role under which services work.</param>
/// <param name="Owner">Of the role that owns the tables.</param>
/// <param name="Superuser">Of who sees all: a test that looks at a database from outside.</param>
public sealed record TestPostgres(string App, string Owner, string Superuser)
{
    private const string OwnerRole = "cypp_test_owner";
    private const string AppRole = "cypp_test_app";
    private const string Password = "cypp-test";

    // Test processes run side by side on one server, and a role belongs to all of it: who comes first makes them.
    private const string Roles = $"""
        DO $$ BEGIN
            PERFORM pg_advisory_xact_lock(hashtext('cypp.create-role'));
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{AppRole}') THEN
                CREATE ROLE {OwnerRole} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '{Password}';
                CREATE ROLE {AppRole} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '{Password}';
            END IF;
        END $$
        """;

    /// <summary>As a service is configured with it.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Database:Engine"] = "postgresql",
        ["Database:ConnectionString"] = App,
        ["Database:OwnerConnectionString"] = Owner,
    };

    /// <exception cref="InvalidOperationException">There is no server: the test fails, it is not skipped.</exception>
    public static async Task<TestPostgres> CreateDatabaseAsync()
    {
        var server = Environment.GetEnvironmentVariable("CYPP_TEST_POSTGRES")
            ?? throw new InvalidOperationException("CYPP_TEST_POSTGRES is not set: run the tests by ./test, which starts PostgreSQL.");
        var name = $"test_{Guid.CreateVersion7():n}";
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        foreach (var statement in new[] { Roles, $"CREATE DATABASE {name} OWNER {OwnerRole}" })
        {
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 120 };
            await command.ExecuteNonQueryAsync();
        }

        return new(For(AppRole), For(OwnerRole), new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false, Timeout = 30 }.ToString());

        string For(string role) =>
            new NpgsqlConnectionStringBuilder(server) { Database = name, Username = role, Password = Password, MaxPoolSize = 20, Timeout = 30 }.ToString();
    }
}
