using System.Security.Cryptography;
using Npgsql;

namespace Cypp.Testing.Servers;

/// <summary>
/// A private PostgreSQL server on a loopback port, with its data under a folder of its own. A second start on
/// the same folder finds the data. It ends with the process that started it, whatever ends that.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Superuser = "postgres";
    private const int PasswordLength = 32;

    private readonly ServerFolder folder;
    private readonly Facts facts;
    private readonly ServerLaunch launch;
    private ServerProcess process;

    private PostgresServer(ServerFolder folder, Facts facts, ServerLaunch launch)
    {
        this.folder = folder;
        this.facts = facts;
        this.launch = launch;
        process = ServerProcess.LeftOver(launch);
    }

    public static string Host => "127.0.0.1";

    public int Port => facts.Port;

    public bool IsRunning => process.IsRunning;

    /// <summary>Where the server writes its log.</summary>
    public string LogFile => launch.LogFile;

    /// <summary>A small file system that only the server sees; null where none was asked for or none can be had.</summary>
    public string? SmallDisk { get; private init; }

    public static Task<PostgresServer> StartAsync(string folder, CancellationToken ct = default) =>
        StartAsync(folder, new PostgresOptions(), ct);

    /// <summary>
    /// Waits up to 5 s for another owner of the folder to leave it; ends what a killed owner left over.
    /// Keeps its port between starts unless another program has taken it meanwhile.
    /// </summary>
    public static async Task<PostgresServer> StartAsync(
        string folder, PostgresOptions options, CancellationToken ct = default)
    {
        var opened = await ServerFolder.OpenAsync(folder, ct);
        try
        {
            var server = await PrepareAsync(opened, options, ct);
            await server.StartAgainAsync(ct);
            return server;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>The superuser's.</summary>
    public string ConnectionString(string database) => ConnectionString(database, Superuser, facts.Password);

    public string ConnectionString(string database, string role, string password) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = Host,
            Port = Port,
            Database = database,
            Username = role,
            Password = password,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;

    /// <summary>
    /// Makes the database and the role that owns it and may enter no other, or brings existing ones to that state.
    /// Returns the role's connection string.
    /// </summary>
    public async Task<string> CreateDatabaseAsync(
        string name, string role, string password, CancellationToken ct = default)
    {
        if (role == Superuser)
        {
            throw new ArgumentException("the superuser owns no database of a service", nameof(role));
        }

        await using var connection = new NpgsqlConnection(AdministrationString());
        await connection.OpenAsync(ct);
        await PostgresDatabases.CreateAsync(connection, name, role, password, ct);
        return ConnectionString(name, role, password);
    }

    /// <summary>Makes a role that owns nothing, or gives it a new password.</summary>
    /// <returns>Its connection string to a database.</returns>
    public async Task<string> CreateRoleAsync(string database, string role, string password, CancellationToken ct = default)
    {
        await using var connection = new NpgsqlConnection(AdministrationString());
        await connection.OpenAsync(ct);
        await PostgresDatabases.CreateRoleAsync(connection, role, password, ct);
        return ConnectionString(database, role, password);
    }

    /// <summary>Starts after a stop or a crash, on the same port.</summary>
    public async Task StartAgainAsync(CancellationToken ct = default)
    {
        if (IsRunning)
        {
            return;
        }

        process = await ServerProcess.StartAsync(launch);
        try
        {
            await process.WaitUntilReadyAsync(AcceptsAsync, ct);
        }
        catch
        {
            await process.StopAsync();
            throw;
        }
    }

    /// <summary>Sessions end, a checkpoint is written.</summary>
    public Task StopAsync() => process.StopAsync();

    /// <summary>As by pg_ctl -m immediate: no checkpoint, the next start recovers from the log.</summary>
    public Task CrashAsync() => process.EndAsync(UnixSignal.Quit);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Dispose();
    }

    private static async Task<PostgresServer> PrepareAsync(
        ServerFolder folder, PostgresOptions options, CancellationToken ct)
    {
        var facts = folder.ReadFacts<Facts>()
            ?? new Facts(FreePort.Next(), RandomNumberGenerator.GetHexString(PasswordLength, lowercase: true));
        folder.WriteFacts(facts);
        var cluster = new PostgresCluster(folder);
        await cluster.PrepareAsync(facts.Password, options.Fast, ct);
        var small = options.SmallDiskMegabytes > 0 && await cluster.MakeSmallAsync(ct);
        await ServerProcess.LeftOver(cluster.Launch(facts.Port, options, small)).StopAsync();
        if (!FreePort.IsFree(facts.Port))
        {
            facts = facts with { Port = FreePort.Next() };
            folder.WriteFacts(facts);
        }

        return new PostgresServer(folder, facts, cluster.Launch(facts.Port, options, small)) { SmallDisk = small ? cluster.Small : null };
    }

    private async Task<bool> AcceptsAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(AdministrationString());
            await connection.OpenAsync(ct);
            return true;
        }
        catch (NpgsqlException refused) when (refused.IsTransient || refused.InnerException is IOException)
        {
            return false;
        }
    }

    private string AdministrationString() => $"{ConnectionString(Superuser)};Pooling=false;Timeout=5";

    private sealed record Facts(int Port, string Password);
}
