using Npgsql;

namespace Cypp.Testing;

/// <summary>A fresh database on the PostgreSQL server that the test run started (CYPP_TEST_POSTGRES, a superuser's connection string).</summary>
public static class TestPostgres
{
    /// <exception cref="InvalidOperationException">There is no server: the test fails, it is not skipped.</exception>
    public static async Task<string> CreateDatabaseAsync()
    {
        var server = Environment.GetEnvironmentVariable("CYPP_TEST_POSTGRES")
            ?? throw new InvalidOperationException("CYPP_TEST_POSTGRES is not set: run the tests by ./test, which starts PostgreSQL.");
        var name = $"test_{Guid.CreateVersion7():n}";
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20, Timeout = 30 }.ToString();
    }
}
