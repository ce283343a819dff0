using Cypp.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;
using static Cypp.System.Tests.Wire.StartedProgram;

namespace Cypp.System.Tests.Wire;

/// <summary>OP-26, K8S-1: a program that cannot start says why in one line, names the setting and none of its value, and ends before it serves.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("cypp-start-").FullName;

    [Theory]
    [InlineData("Index")]
    [InlineData("EarlyHelp")]
    [InlineData("Safeguarding")]
    [InlineData("Learning")]
    [InlineData("Health")]
    [InlineData("Outcomes")]
    [InlineData("Identity")]
    [InlineData("Gateway")]
    public async Task Start_WithoutASetting_NamesIt(string program)
    {
        foreach (var missing in SettingsOf(program, _directory).Keys.Where(name => name != "ASPNETCORE_URLS"))
        {
            // Where a service listens has no name of its own here: the gateway asks identity for tokens.
            await RefusedAsync(program, missing, null, missing == "Services__identity" ? "Exchange:Address" : missing.Replace("__", ":"));
        }
    }

    [Theory]
    [InlineData("Gateway", "Management__Port", Secret, "Management:Port")]
    [InlineData("Gateway", "Trust__Mode", Secret, "Trust:Mode")]
    [InlineData("Gateway", "Trust__Issuer", "issuer.test", "Trust:Issuer")]
    [InlineData("Gateway", "Trust__Issuer", "http://issuer.test", "Trust:Issuer")]
    [InlineData("Gateway", "Trust__MetadataAddress", "http://identity:8080/identity/.well-known/openid-configuration", "Trust:MetadataAddress")]
    [InlineData("Gateway", "Services__index", Secret, "Services:index")]
    [InlineData("Gateway", "Services__identity", Secret, "Services:identity")]
    [InlineData("Gateway", "Exchange__KeyFile", "/nowhere", "Exchange:KeyFile")]
    [InlineData("Gateway", "Exchange__KeyFile", "/etc/hostname", "Exchange:KeyFile")]
    [InlineData("Gateway", "Exchange__Address", "identity", "Exchange:Address")]
    [InlineData("Gateway", "Edge__Limits__PerSecond", "0", "Edge:Limits:PerSecond")]
    [InlineData("Gateway", "Edge__Limits__PerSecond", "many", "Edge:Limits:PerSecond")]
    [InlineData("Gateway", "Edge__TrustedProxies__0", "proxy", "Edge:TrustedProxies")]
    [InlineData("Gateway", "Edge__CertificateHeader", "ssl-client-cert", "Edge:TrustedProxies")]
    [InlineData("Gateway", "Edge__Origins__0", "*", "Edge:Origins")]
    [InlineData("Gateway", "Clock__BusinessTimeFile", "/tmp/time", "Clock:BusinessTimeFile")]
    [InlineData("Gateway", "Peers__Directory", "/nowhere", "Peers:Directory")]
    [InlineData("Health", "Database__Engine", "oracle", "Database:Engine")]
    [InlineData("Health", "Database__ConnectionString", "Host=db;" + Secret, "Database:ConnectionString")]
    [InlineData("Health", "Database__ConnectionString", "Host=db;Port=" + Secret + ";Username=a", "Database:ConnectionString")]
    [InlineData("Health", "Database__ConnectionString", "Username=a;Password=" + Secret, "Database:ConnectionString")]
    [InlineData("Health", "Database__OwnerConnectionString", Secret, "Database:OwnerConnectionString")]
    [InlineData("Health", "Bus__Address", "http://a:" + Secret + "@broker", "Bus:Address")]
    [InlineData("Health", "Bus__OwnerAddress", "a:" + Secret + "@broker", "Bus:OwnerAddress")]
    [InlineData("Health", "Audit__KeyDirectory", "/etc/hostname/keys", "Audit:KeyDirectory")]
    [InlineData("Health", "Restrictions__Address", "index", "Restrictions:Address")]
    [InlineData("Health", "Secrets__Directory", "/nowhere", "Secrets:Directory")]
    [InlineData("Identity", "Identity__KeyDirectory", "/etc/hostname/keys", "Identity:KeyDirectory")]
    [InlineData("Identity", "Identity__Issuer", "identity", "Identity:Issuer")]
    public Task Start_WithASettingThatCannotBe_NamesIt(string program, string setting, string value, string named) => RefusedAsync(program, setting, value, named);

    /// <summary>A command works on the same settings.</summary>
    [Theory]
    [InlineData("Health", "Database__OwnerConnectionString", "migrate")]
    [InlineData("Identity", "Database__Engine", "agency", "revoke", "--client", "nobody")]
    [InlineData("Index", "Bus__Transport", "audit", "verify")]
    public Task Command_WithoutASetting_NamesIt(string program, string setting, params string[] arguments) =>
        RefusedAsync(program, setting, null, setting.Replace("__", ":"), arguments);

    /// <summary>K8S-1: what is secret may come as a file of the setting's name, which in a volume is a link to the version of today; it wins over the environment.</summary>
    [Fact]
    public async Task Migrate_WithASecretInAFile_UsesIt()
    {
        var settings = SettingsOf("Health", _directory);
        settings["Secrets__Directory"] = Directory.CreateDirectory(Path.Combine(_directory, "secrets")).FullName;
        Assert.StartsWith("Cannot start: Database:OwnerConnectionString", (await RunAsync("Health", settings, "migrate")).Line, StringComparison.Ordinal);
        settings["Database__OwnerConnectionString"] = "";
        var version = Directory.CreateDirectory(Path.Combine(_directory, "secrets", "..2026_11_30")).FullName;
        await File.WriteAllTextAsync(Path.Combine(version, "Database__OwnerConnectionString"), settings["Database__ConnectionString"] + "\n", TestContext.Current.CancellationToken);
        Directory.CreateSymbolicLink(Path.Combine(_directory, "secrets", "..data"), "..2026_11_30");
        File.CreateSymbolicLink(Path.Combine(_directory, "secrets", "Database__OwnerConnectionString"), "..data/Database__OwnerConnectionString");
        Assert.Equal("Cannot go on: Database:OwnerConnectionString: the server does not answer.", (await RunAsync("Health", settings, "migrate")).Line);
    }

    [Fact]
    public async Task Migrate_ServersAwayOrRefusing_SaysWhich()
    {
        var postgres = await TestPostgres.CreateDatabaseAsync();
        var (away, wrong) = (new NpgsqlConnectionStringBuilder(postgres.Owner) { Port = 9 }, new NpgsqlConnectionStringBuilder(postgres.Owner) { Password = Secret });
        Assert.Equal((1, "Cannot go on: Database:OwnerConnectionString: the server does not answer."), await MigrateAsync(postgres, away.ToString()));
        Assert.Equal((2, "Cannot start: Database:OwnerConnectionString: the server refuses it."), await MigrateAsync(postgres, wrong.ToString()));
        Assert.Equal((1, "Cannot go on: Bus:OwnerAddress: the server does not answer."), await MigrateAsync(postgres, postgres.Owner));
    }

    /// <summary>OP-26: migrations of the wrong order. An older program leaves a later database as it is.</summary>
    [Theory, Engines]
    public async Task Migrate_LaterDatabase_IsRefusedAndLeftAsItIs(Engine engine)
    {
        var settings = SettingsOf("Health", _directory);
        settings["Bus__Transport"] = "in-process";
        var postgres = engine == Engine.PostgreSql ? await TestPostgres.CreateDatabaseAsync() : null;
        foreach (var (name, value) in postgres?.Settings ?? new() { ["Database:Engine"] = "sqlite", ["Database:Directory"] = _directory })
        {
            settings[name.Replace(":", "__")] = value;
        }

        Assert.Equal(0, (await RunAsync("Health", settings, "migrate")).Code);
        Assert.Equal(1, await ExecuteAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29991231235959_Later', '10.0.0')"));
        var end = await RunAsync("Health", settings, "migrate");
        Assert.Equal((2, "Cannot start: the database of health is later than this program: it has 29991231235959_Later."), (end.Code, end.Line));
        Assert.Equal(1, await ExecuteAsync("DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" = '29991231235959_Later'"));
        Assert.Equal(0, (await RunAsync("Health", settings, "migrate")).Code);

        async Task<int> ExecuteAsync(string statement)
        {
            await using global::System.Data.Common.DbConnection connection = postgres is null
                ? new SqliteConnection($"Data Source={Path.Combine(_directory, "health.db")};Pooling=False") : new NpgsqlConnection(postgres.Superuser);
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            return await command.ExecuteNonQueryAsync();
        }
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task<(int, string)> MigrateAsync(TestPostgres postgres, string owner)
    {
        var settings = SettingsOf("Health", _directory);
        (settings["Database__ConnectionString"], settings["Database__OwnerConnectionString"]) = (postgres.App, owner);
        var end = await RunAsync("Health", settings, "migrate");
        return (end.Code, end.Line);
    }

    private async Task RefusedAsync(string program, string setting, string? value, string named, params string[] arguments)
    {
        var settings = SettingsOf(program, _directory);
        settings[setting] = value;
        var end = await RunAsync(program, settings, arguments);
        Assert.True(end.Code == 2, $"{program} without {setting} ended with {end.Code}: {end.Line}");
        Assert.StartsWith("Cannot start: ", end.Line, StringComparison.Ordinal);
        Assert.Contains(named, end.Line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', end.Line);
        Assert.DoesNotContain(Secret, end.Errors + end.Output, StringComparison.Ordinal);
    }
}
