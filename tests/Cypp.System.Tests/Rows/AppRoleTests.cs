using Cypp.Access.Audit;
using Cypp.ServiceKit.Postgres;
using Cypp.System.Tests.Architecture;
using Cypp.Testing;
using Npgsql;

namespace Cypp.System.Tests.Rows;

/// <summary>DB-1, AU-3: a service works on PostgreSQL under a role that owns nothing and for which no wall is put aside.</summary>
public sealed class AppRoleTests
{
    public static TheoryData<string> Services => [.. Modules.All.Select(module => module.Name)];

    [Theory, MemberData(nameof(Services))]
    public async Task App_OwnsNothingAndBypassesNothing(string service)
    {
        var database = await MigratedDatabase.OfAsync(service);
        var found = await MigratedDatabase.QueryAsync(
            database.App,
            "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb, (SELECT count(*) FROM pg_class WHERE relowner = role.oid), "
                + "has_schema_privilege('public', 'CREATE') FROM pg_roles AS role WHERE rolname = current_user",
            row => (row.GetBoolean(0), row.GetInt64(1), row.GetBoolean(2)));
        Assert.Equal([(false, 0L, false)], found);
    }

    [Theory, MemberData(nameof(Services))]
    public async Task AuditTables_AreInsertedIntoAndReadOnly(string service)
    {
        var database = await MigratedDatabase.OfAsync(service);
        var there = (await MigratedDatabase.TablesAsync(database)).Intersect(AppendOnly.Tables.Keys).ToList();
        Assert.NotEmpty(there);
        foreach (var table in there)
        {
            var rights = await MigratedDatabase.QueryAsync(
                database.App,
                $"SELECT string_agg(privilege_type, ' ' ORDER BY privilege_type) FROM information_schema.role_table_grants WHERE table_name = '{table}'",
                row => row.GetString(0));
            Assert.Equal(["INSERT SELECT"], rights);
        }
    }

    [Fact]
    public async Task HistoryOfMigrations_IsTheOwnersAlone()
    {
        var database = await MigratedDatabase.OfAsync("health");
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            MigratedDatabase.QueryAsync(database.App, "SELECT 1 FROM \"__EFMigrationsHistory\"", row => row.GetInt32(0)));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Owner_AsARunningServicesRole_IsRefused()
    {
        var database = await MigratedDatabase.OfAsync("health");
        foreach (var wrong in new[] { database.Owner, database.Superuser })
        {
            var builder = new NpgsqlDataSourceBuilder(wrong);
            builder.RefuseOthers();
            await using var source = builder.Build();
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await source.OpenConnectionAsync());
            Assert.Throws<InvalidOperationException>(() => source.OpenConnection());
        }
    }

    [Fact]
    public async Task Migrate_WithoutTheOwner_NamesTheSetting()
    {
        var settings = (await TestPostgres.CreateDatabaseAsync()).Settings;
        settings.Remove("Database:OwnerConnectionString");
        var refused = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => MigratedDatabase.MigrateAsync("health", settings));
        Assert.Contains("Database:OwnerConnectionString", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Who migrates again, after a restore or by mistake, changes nothing.</summary>
    [Fact]
    public async Task Migrate_Again_KeepsRights()
    {
        var database = await TestPostgres.CreateDatabaseAsync();
        await MigratedDatabase.MigrateAsync("health", database.Settings);
        var before = await RightsAsync(database);
        await MigratedDatabase.MigrateAsync("health", database.Settings);
        Assert.NotEmpty(before);
        Assert.Equal(before, await RightsAsync(database));
    }

    private static Task<List<string>> RightsAsync(TestPostgres database) => MigratedDatabase.QueryAsync(
        database.App,
        "SELECT table_name || ' ' || privilege_type FROM information_schema.role_table_grants WHERE table_schema = 'public' ORDER BY 1",
        row => row.GetString(0));
}
