using Cypp.Testing;
using Npgsql;
using static Cypp.System.Tests.Rows.BackUpCommand;

namespace Cypp.System.Tests.Rows;

/// <summary>OP-27, DB-1: a service's database is backed up and put back by two commands, with its rows, its walls and its rights.</summary>
public sealed class BackUpTests : IDisposable
{
    private const string Service = "health";
    private readonly string _directory = Directory.CreateTempSubdirectory("cypp-back-up-").FullName;

    /// <summary>All that a service's database is, but its rows.</summary>
    private const string Shape = """
        SELECT format('table %s %s of %s %s %s %s', relkind, relname, pg_get_userbyid(relowner), relrowsecurity, relforcerowsecurity,
                (SELECT string_agg(format('%s %s', CASE grantee WHEN 0 THEN 'all' ELSE pg_get_userbyid(grantee) END, privilege_type), ', ' ORDER BY grantee, privilege_type)
                FROM aclexplode(coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner)))))
            FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'S', 'v', 'm')
        UNION ALL SELECT format('policy %s %s %s %s %s %s %s', tablename, policyname, permissive, roles, cmd, qual, with_check) FROM pg_policies
        UNION ALL SELECT format('index %s', indexdef) FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT format('trigger %s', pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT format('function %s of %s %s', pg_get_functiondef(oid), pg_get_userbyid(proowner), proacl) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        UNION ALL SELECT format('column %s %s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL SELECT format('schema %s', (SELECT string_agg(format('%s %s', CASE grantee WHEN 0 THEN 'all' ELSE pg_get_userbyid(grantee) END, privilege_type), ', ' ORDER BY grantee, privilege_type) FROM aclexplode(nspacl)))
            FROM pg_namespace WHERE nspname = 'public'
        UNION ALL SELECT format('enter %s', has_database_privilege('cypp_test_app', current_database(), 'CONNECT'))
        ORDER BY 1
        """;

    [Fact]
    public async Task BackUp_ThenRestore_LeavesRowsWallsAndRightsAsTheyWere()
    {
        var (before, after, file) = (await ServedAsync(), await EmptyAsync(), Path.Combine(_directory, "health.dump"));
        await DoneAsync("back-up", As(before.Superuser), NameOf(before), file);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var (code, said) = await RunAsync("restore", after.Owner, "--role", RoleOf(after.App), NameOf(after), file);
        Assert.True(code == 0, said);
        Assert.Contains("/messages/reconciliation", said, StringComparison.Ordinal);
        var (shape, rows) = (await ShapeAsync(before), await RowsAsync(before));
        Assert.NotEmpty(rows);
        Assert.DoesNotContain(rows, row => row.EndsWith(" 0", StringComparison.Ordinal));
        Assert.Equal(shape, await ShapeAsync(after));
        Assert.Equal(rows, await RowsAsync(after));
        // DB-1: who serves still sees nothing without saying for what.
        Assert.Equal([0L], await MigratedDatabase.QueryAsync(after.App, "SELECT count(*) FROM audit", row => row.GetInt64(0)));
        // As an operator goes on; there is nothing left to do.
        await MigratedDatabase.MigrateAsync(Service, after.Settings);
        Assert.Equal(shape, await ShapeAsync(after));
        Assert.Equal(rows, await RowsAsync(after));
    }

    [Fact]
    public async Task BackUp_WhatCannotBe_IsRefusedAndLeavesNoFile()
    {
        var (database, file) = (await ServedAsync(), Path.Combine(_directory, "health.dump"));
        foreach (var role in new[] { database.App, database.Owner })
        {
            Assert.Equal((2, "back-up: this role would not see all rows: it needs pg_read_all_data and BYPASSRLS.\n"), await RunAsync("back-up", role, NameOf(database), file));
        }

        Assert.Equal(1, (await RunAsync("back-up", As(database.Superuser), "nowhere", file)).Code);
        Assert.Equal(1, (await RunAsync("back-up", new NpgsqlConnectionStringBuilder(As(database.Superuser)) { Port = 9 }.ToString(), NameOf(database), file)).Code);
        Assert.Equal(2, (await RunAsync("back-up", As(database.Superuser), NameOf(database))).Code);
        Assert.Equal(2, (await RunAsync("back-up", As(database.Superuser), NameOf(database), Path.Combine(_directory, "nowhere", "file"))).Code);
        Assert.Empty(Directory.GetFileSystemEntries(_directory));
        await File.WriteAllTextAsync(file, "of yesterday");
        Assert.Equal(2, (await RunAsync("back-up", As(database.Superuser), NameOf(database), file)).Code);
        Assert.Equal("of yesterday", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task Restore_WhatCannotBe_IsRefusedAndChangesNothing()
    {
        var (full, empty, file) = (await ServedAsync(), await EmptyAsync(), Path.Combine(_directory, "health.dump"));
        await DoneAsync("back-up", As(full.Superuser), NameOf(full), file);
        string[] before = [.. await ShapeAsync(full), .. await RowsAsync(full)];
        Assert.Equal(2, (await RunAsync("restore", full.Owner, "--role", RoleOf(full.App), NameOf(full), file)).Code);
        Assert.Equal(1, (await RunAsync("restore", empty.App, "--role", RoleOf(empty.App), NameOf(empty), file)).Code);
        Assert.Equal(2, (await RunAsync("restore", empty.Superuser, "--role", RoleOf(empty.App), NameOf(empty), file)).Code);
        // Its own name is no role here.
        Assert.Equal(2, (await RunAsync("restore", empty.Owner, NameOf(empty), file)).Code);
        Assert.Equal(2, (await RunAsync("restore", empty.Owner, "--role", RoleOf(empty.App), NameOf(empty))).Code);
        Assert.Equal(1, (await RunAsync("restore", new NpgsqlConnectionStringBuilder(empty.Owner) { Port = 9 }.ToString(), "--role", RoleOf(empty.App), NameOf(empty), file)).Code);
        await File.WriteAllBytesAsync(file + ".half", (await File.ReadAllBytesAsync(file))[..^2000]);
        Assert.InRange((await RunAsync("restore", empty.Owner, "--role", RoleOf(empty.App), NameOf(empty), file + ".half")).Code, 1, 2);
        await File.WriteAllTextAsync(file, "rubbish");
        Assert.Equal(2, (await RunAsync("restore", empty.Owner, "--role", RoleOf(empty.App), NameOf(empty), file)).Code);
        Assert.Empty(await MigratedDatabase.TablesAsync(empty));
        Assert.Equal(before, (await ShapeAsync(full)).Concat(await RowsAsync(full)));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static async Task<TestPostgres> ServedAsync()
    {
        var database = await EmptyAsync();
        await MigratedDatabase.MigrateAsync(Service, database.Settings);
        await OneRowEach.FillAsync(database, (await OneRowEach.InsertsAsync(database)).Values);
        return database;
    }

    private static async Task<TestPostgres> EmptyAsync()
    {
        var database = await TestPostgres.CreateDatabaseAsync();
        // As an operator makes them: nobody enters who is not let in.
        foreach (var statement in new[] { MakeRole, $"REVOKE ALL ON DATABASE {NameOf(database)} FROM PUBLIC", $"GRANT CONNECT ON DATABASE {NameOf(database)} TO {Role}" })
        {
            await MigratedDatabase.QueryAsync(database.Superuser, statement, _ => 0);
        }

        return database;
    }

    private static Task<List<string>> ShapeAsync(TestPostgres database) => MigratedDatabase.QueryAsync(database.Superuser, Shape, row => row.GetString(0));

    /// <returns>A line a table: its name, a hash of its rows, how many they are.</returns>
    private static async Task<List<string>> RowsAsync(TestPostgres database) => await MigratedDatabase.QueryAsync(
        database.Superuser,
        string.Join(" UNION ALL ", (await MigratedDatabase.TablesAsync(database)).Select(table =>
            $"""SELECT '{table} ' || md5(coalesce(string_agg(one::text, '|' ORDER BY one::text), '')) || ' ' || count(*) FROM "{table}" AS one""")) + " ORDER BY 1",
        row => row.GetString(0));

    private static string NameOf(TestPostgres database) => new NpgsqlConnectionStringBuilder(database.Superuser).Database!;

    private static string RoleOf(string connection) => new NpgsqlConnectionStringBuilder(connection).Username!;
}
