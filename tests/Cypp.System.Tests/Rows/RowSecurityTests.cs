using Cypp.Messaging;
using Cypp.ServiceKit.Postgres;
using Cypp.System.Tests.Architecture;
using Cypp.Testing;
using Npgsql;

namespace Cypp.System.Tests.Rows;

/// <summary>DB-1: no table of any service is without the second wall, and nobody passes it who does not say for what they work.</summary>
public sealed class RowSecurityTests
{
    private static readonly RowContext[] Contexts =
    [
        RowContext.OfSealedChild, RowContext.Consumer, RowContext.Dispatcher, RowContext.Job, RowContext.Sealer, RowContext.Auditor,
        RowContext.Issuer, RowContext.Anyone,
    ];

    public static TheoryData<string> Services => [.. Modules.All.Select(module => module.Name)];

    [Theory, MemberData(nameof(Services))]
    public async Task EveryTable_IsForcedAndHasItsPolicy(string service)
    {
        var database = await MigratedDatabase.OfAsync(service);
        var bare = await MigratedDatabase.QueryAsync(
            database.Superuser,
            """
            SELECT relname::text FROM pg_class AS made WHERE relnamespace = 'public'::regnamespace AND relname <> '__EFMigrationsHistory'
            AND (relkind IN ('v', 'm', 'f') OR relkind IN ('r', 'p') AND NOT relispartition AND NOT (relrowsecurity AND relforcerowsecurity AND EXISTS (
                SELECT FROM pg_policy WHERE polrelid = made.oid AND polpermissive AND polcmd = '*' AND polqual IS NOT NULL AND polwithcheck IS NOT NULL)))
            """,
            row => row.GetString(0));
        Assert.Empty(bare);
    }

    /// <summary>The policies are those of the whole table: the parts of one are reached through it only.</summary>
    [Theory, MemberData(nameof(Services))]
    public async Task NoPartition_IsReachedByItself(string service)
    {
        var database = await MigratedDatabase.OfAsync(service);
        var partitions = await MigratedDatabase.QueryAsync(
            database.App,
            """
            SELECT relname::text, has_table_privilege(oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
            FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relispartition
            """,
            row => (Name: row.GetString(0), Open: row.GetBoolean(1)));
        Assert.Contains(partitions, partition => partition.Name == "inbox_other");
        Assert.DoesNotContain(partitions, partition => partition.Open);
    }

    /// <summary>What runs as somebody else than its caller would lead around the wall.</summary>
    [Theory, MemberData(nameof(Services))]
    public async Task NoFunction_RunsAsItsOwner(string service) => Assert.Empty(await MigratedDatabase.QueryAsync(
        (await MigratedDatabase.OfAsync(service)).Superuser,
        "SELECT proname::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef",
        row => row.GetString(0)));

    [Theory, MemberData(nameof(Services))]
    public async Task WithoutContext_EveryTableShowsNothingAndTakesNothing(string service)
    {
        var (database, inserts) = await FilledAsync(service);
        await using var app = new NpgsqlConnection(database.App);
        await app.OpenAsync();
        foreach (var (table, insert) in inserts)
        {
            Assert.Equal(0L, await CountAsync(app, table));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalAsync(app, insert));
            foreach (var change in new[] { $"UPDATE \"{table}\" SET \"{await ColumnAsync(app, table)}\" = DEFAULT", $"DELETE FROM \"{table}\"" })
            {
                Assert.Contains(await RefusalAsync(app, change), new[] { "0", PostgresErrorCodes.InsufficientPrivilege });
            }
        }

        await using var outside = new NpgsqlConnection(database.Superuser);
        await outside.OpenAsync();
        foreach (var table in inserts.Keys)
        {
            Assert.NotEqual(0L, await CountAsync(outside, table));
        }
    }

    [Theory, MemberData(nameof(Services))]
    public async Task EveryContext_SeesTheTablesOfItsWorkAndNoOther(string service)
    {
        var (database, inserts) = await FilledAsync(service);
        foreach (var context in Contexts)
        {
            await using var app = new NpgsqlConnection(database.App);
            await app.OpenAsync();
            await RefusalAsync(app, $"SELECT set_config('app.context', '{context.Name}', false)");
            foreach (var (table, _) in inserts)
            {
                var rules = TableRules.Of(table);
                // What is addressed to an agency is not for a request of none.
                var seen = rules.Work.Concat(rules.Read).Any(one => one.Name == context.Name)
                    && (rules.Addressee is null || !context.Name.StartsWith("request", StringComparison.Ordinal));
                Assert.True(seen == await CountAsync(app, table) > 0, $"{context.Name} {table}");
            }
        }
    }

    [Fact]
    public void Dispatcher_WorksOnTheOutboxAlone() =>
        Assert.DoesNotContain(RowContext.Dispatcher, TableRules.Of("child").Work.Concat(TableRules.Of("audit").Work).Concat(TableRules.Of("inbox").Work));

    [Fact]
    public async Task PooledSession_ForgetsForWhatItWasUsed()
    {
        var (database, _) = await FilledAsync("health");
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.App) { MaxPoolSize = 1 });
        int session;
        await using (var first = await source.OpenConnectionAsync())
        {
            session = first.ProcessID;
            await RefusalAsync(first, "SELECT set_config('app.context', 'job', false)");
            Assert.Equal(1L, await CountAsync(first, "protection_plan"));
        }

        await using var second = await source.OpenConnectionAsync();
        Assert.Equal(session, second.ProcessID);
        Assert.Equal(0L, await CountAsync(second, "protection_plan"));
    }

    private static async Task<(TestPostgres Database, Dictionary<string, string> Inserts)> FilledAsync(string service)
    {
        var database = await TestPostgres.CreateDatabaseAsync();
        await MigratedDatabase.MigrateAsync(service, database.Settings);
        var inserts = await OneRowEach.InsertsAsync(database);
        await OneRowEach.FillAsync(database, inserts.Values);
        Assert.NotEmpty(inserts);
        return (database, inserts);
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string table)
    {
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM \"{table}\"", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<string> ColumnAsync(NpgsqlConnection connection, string table)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT attname::text FROM pg_attribute WHERE attrelid = '\"{table}\"'::regclass AND attnum > 0 ORDER BY attnum LIMIT 1", connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <returns>The error's code, or how many rows were changed.</returns>
    private static async Task<string> RefusalAsync(NpgsqlConnection connection, string statement)
    {
        try
        {
            await using var command = new NpgsqlCommand(statement, connection);
            return $"{await command.ExecuteNonQueryAsync()}";
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }
}
