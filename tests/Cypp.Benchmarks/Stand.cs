using Cypp.Benchmarks.Measuring;
using Cypp.Story.Agencies;
using Cypp.Story.City;
using Cypp.Story.Platform;
using Cypp.Testing.Servers;
using Npgsql;

namespace Cypp.Benchmarks;

/// <summary>
/// What is measured and against what: the platform in its processes on PostgreSQL and RabbitMQ, its gateway with the backend
/// where the health service would be, and the peers in front of the same backend.
/// </summary>
internal sealed class Stand : IAsyncDisposable
{
    /// <summary>An address that every peer answers; behind the gateway it needs a token.</summary>
    public const string Path = "/health/v1/same";

    // Limits are not what is measured; the rest is as deployed.
    private static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>
    {
        ["Edge__Limits__PerSecond"] = "1000000",
        ["Edge__Limits__Burst"] = "1000000",
        ["Edge__Limits__AtOnce"] = "1000",
        ["Edge__Limits__PerDay"] = "1000000000",
        ["Edge__Limits__AddressPerSecond"] = "1000000",
        ["Edge__Limits__AddressBurst"] = "1000000",
        ["DOTNET_TieredPGO"] = "1",
    };

    // When a row was committed, which nobody else sees so exactly; and as much memory for tables as an operator would give, not the 128 MB of an unset server.
    private static readonly IReadOnlyDictionary<string, string> Database = new Dictionary<string, string> { ["track_commit_timestamp"] = "on", ["shared_buffers"] = "4GB" };

    /// <summary>Where <c>./benchmark</c> puts the programs.</summary>
    private static readonly string Published = System.IO.Path.Combine(Checkout.Root, "tests", "Cypp.Benchmarks", "bin", "published");
    private static readonly DateTimeOffset Monday = new(2015, 11, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly Stack<IAsyncDisposable> _started;
    private int _postgres;

    private Stand(RealPlatform platform, string directory, Stack<IAsyncDisposable> started)
    {
        (Platform, Directory, Wrk, _started) = (platform, directory, new Wrk(directory), started);
        Agencies = new CityAgencies(platform, new AgencyKeys(KeysIn(directory)));
    }

    public RealPlatform Platform { get; }

    public string Directory { get; }

    public Wrk Wrk { get; }

    public CityAgencies Agencies { get; }

    public required Peer Direct { get; init; }

    public required Peer Nginx { get; init; }

    public required Peer OpenEdge { get; init; }

    public required Peer PlainYarp { get; init; }

    public Peer Gateway => new("gateway", new Uri(Platform.Gateway, Path), Platform.ProcessIdOf("gateway"));

    public static async Task<Stand> StartAsync(string directory)
    {
        var started = new Stack<IAsyncDisposable>();
        try
        {
            return await StartAsync(directory, started);
        }
        catch
        {
            await StopAsync(started);
            throw;
        }
    }

    /// <summary>New access tokens from identity, each of another person.</summary>
    public async Task<IReadOnlyList<string>> TokensAsync(int count)
    {
        var system = Agencies.SystemOf(DemoAgencies.SocialWork);
        var tokens = new string[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (at, _) =>
            tokens[at] = await system.TokenAsync(Access.Roles.SocialWorker, DemoAgencies.SocialWork.Practitioner(Access.Roles.SocialWorker, at)));
        return tokens;
    }

    /// <returns>A file that <see cref="Wrk"/> takes, with this token, or a new one.</returns>
    public async Task<string> TokenFileAsync(string? token = null)
    {
        var file = System.IO.Path.Combine(Directory, "token");
        await File.WriteAllLinesAsync(file, [token ?? (await TokensAsync(1))[0]]);
        return file;
    }

    /// <summary>A service and those processes of PostgreSQL that work for it now.</summary>
    public async Task<Peer> WithDatabaseAsync(string name, Uri address, string service)
    {
        await using var database = NpgsqlDataSource.Create(Platform.DatabaseOf(service));
        await using var asking = database.CreateCommand(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY pid");
        await using var backends = await asking.ExecuteReaderAsync();
        var processes = new List<int> { Platform.ProcessIdOf(service) };
        while (await backends.ReadAsync())
        {
            processes.Add(backends.GetInt32(0));
        }

        return new(name, address, [.. processes]);
    }

    /// <summary>Processor time so far of the database server, whatever sessions come and go: of a quiet platform, that of who is measured.</summary>
    public TimeSpan PostgresCpu() => CpuTime.OfFamily(_postgres);

    /// <summary>Returns when every queue is empty: what was told has been taken in.</summary>
    public async Task SettleAsync()
    {
        // Counts of quorum queues lag: two looks, a second apart.
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var empty = 0; empty < 2; await timer.WaitForNextTickAsync())
        {
            empty = (await Platform.RabbitMq.ListQueuesAsync()).All(queue => queue.Messages == 0) ? empty + 1 : 0;
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync(_started);

    private static async Task<Stand> StartAsync(string directory, Stack<IAsyncDisposable> started)
    {
        // PostgreSQL runs as a user of its own, who must be able to pass through.
        File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.OtherExecute);
        var ports = FreePort.Next(6);
        var addresses = ports.Select(port => new Uri($"http://127.0.0.1:{port}")).ToList();
        // nginx speaks HTTP/1 to what is behind it, the platform as it is deployed HTTP/2.
        var backend = await PeerAsync("backend", addresses[0], new()
        {
            ["Kestrel__Endpoints__Http1__Url"] = addresses[0].ToString(),
            ["Kestrel__Endpoints__Http2__Url"] = addresses[5].ToString(),
            ["Kestrel__Endpoints__Http2__Protocols"] = "Http2",
        });
        var behind = new Dictionary<string, string>(Settings) { ["Services__health"] = $"h2c://{addresses[5].Authority}" };
        var edge = await PeerAsync("open-edge", addresses[1], new(behind));
        var yarp = await PeerAsync("plain-yarp", addresses[2], new() { ["Backend"] = addresses[5].ToString() });
        var nginx = Peers.Nginx.Start(directory, ports[3], addresses[0]);
        started.Push(nginx);
        var platform = await RealPlatform.StartAsync(ports[4], System.IO.Path.Combine(directory, "platform"), Monday, new Surroundings { Settings = behind, Published = Published, Postgres = new() { Settings = Database } });
        started.Push(platform);
        await platform.ImportAgenciesAsync(new AgencyKeys(KeysIn(directory)).WriteImportFile(DemoAgencies.Players));
        return new Stand(platform, directory, started)
        {
            _postgres = await PostmasterAsync(platform),
            Direct = new("direct", new Uri(addresses[0], Path), backend.ProcessId),
            OpenEdge = new("open edge", new Uri(addresses[1], Path), edge.ProcessId),
            PlainYarp = new("plain YARP", new Uri(addresses[2], Path), yarp.ProcessId),
            Nginx = new("nginx", new Uri(addresses[3], Path), nginx.ProcessId),
        };

        async Task<PlatformProcess> PeerAsync(string name, Uri address, Dictionary<string, string> settings)
        {
            settings["ASPNETCORE_URLS"] = address.ToString();
            settings["Logging__LogLevel__Default"] = "Warning";
            var peer = new PlatformProcess(
                name, Checkout.Program("tests", "Cypp.Benchmarks"), settings, System.IO.Path.Combine(directory, "logs"), new Uri(address, Path));
            started.Push(peer);
            await peer.StartAsync("peer", name);
            return peer;
        }
    }

    private static async Task<int> PostmasterAsync(RealPlatform platform)
    {
        await using var database = NpgsqlDataSource.Create(platform.DatabaseOf("index"));
        await using var asking = database.CreateCommand("SELECT pg_backend_pid()");
        return CpuTime.ParentOf((int)(await asking.ExecuteScalarAsync())!);
    }

    private static string KeysIn(string directory) => System.IO.Path.Combine(directory, "demo-keys");

    private static async Task StopAsync(Stack<IAsyncDisposable> started)
    {
        while (started.TryPop(out var process))
        {
            await process.DisposeAsync();
        }
    }
}
