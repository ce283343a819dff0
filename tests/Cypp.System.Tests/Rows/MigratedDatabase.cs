using System.Collections.Concurrent;
using Cypp.ServiceKit.Hosting;
using Cypp.System.Tests.Architecture;
using Cypp.Testing;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Cypp.System.Tests.Rows;

/// <summary>A service's database as its migrations leave it, made once a test run.</summary>
internal static class MigratedDatabase
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<TestPostgres>>> Made = new();

    public static Task<TestPostgres> OfAsync(string service) => Made.GetOrAdd(service, name => new(() => MakeAsync(name))).Value;

    /// <summary>Migrates as <c>dotnet Cypp.X.dll migrate</c> does.</summary>
    /// <param name="settings">Of the database.</param>
    public static async Task MigrateAsync(string service, IReadOnlyDictionary<string, string?> settings)
    {
        var module = Modules.All.Single(one => one.Name == service);
        var common = new Dictionary<string, string?>
        {
            ["Bus:Transport"] = "in-process",
            ["Trust:Mode"] = "local",
            ["Trust:Issuer"] = TestIssuer.Issuer,
            ["Identity:Issuer"] = TestIssuer.Issuer,
            ["Identity:KeyDirectory"] = Path.GetTempPath(),
        };
        await using var app = ServiceHost.Build([], [module], module.Name, builder => builder.Logging.ClearProviders(), settings: common.Concat(settings));
        await ServiceHost.MigrateAsync(app, [module]);
    }

    public static async Task<List<TRow>> QueryAsync<TRow>(string connectionString, string statement, Func<NpgsqlDataReader, TRow> read)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<TRow>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Whole ones, without the parts of them.</summary>
    public static Task<List<string>> TablesAsync(TestPostgres database) => QueryAsync(
        database.Superuser, "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1", row => row.GetString(0));

    private static async Task<TestPostgres> MakeAsync(string service)
    {
        var database = await TestPostgres.CreateDatabaseAsync();
        await MigrateAsync(service, database.Settings);
        return database;
    }
}
