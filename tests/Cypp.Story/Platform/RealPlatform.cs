using System.Globalization;
using Cypp.ServiceKit.Time;
using Cypp.Testing.Servers;

namespace Cypp.Story.Platform;

/// <summary>One process a service behind the gateway, on a private PostgreSQL and RabbitMQ, as Kubernetes runs them.</summary>
public sealed class RealPlatform : IPlatform
{
    private static readonly (string Name, string Folder, string Project)[] Services =
    [
        ("identity", "identity", "Cypp.Identity"),
        ("index", "services/index", "Cypp.Index"),
        ("early-help", "services/early-help", "Cypp.EarlyHelp"),
        ("safeguarding", "services/safeguarding", "Cypp.Safeguarding"),
        ("learning", "services/learning", "Cypp.Learning"),
        ("health", "services/health", "Cypp.Health"),
        ("outcomes", "services/outcomes", "Cypp.Outcomes"),
    ];

    /// <summary>What <c>audit verify</c> ends with when it found nothing, but no witness has seen the chain yet.</summary>
    private const int AuditUnwitnessed = 4;

    private readonly Dictionary<string, PlatformProcess> _processes = [];
    private readonly Dictionary<string, Uri> _addresses = [];
    private readonly List<Balancer> _balancers = [];
    private readonly PostgresServer _postgres;
    private readonly RabbitMqServer _rabbitMq;
    private readonly BrokerUsers _users;
    private readonly Surroundings _around;

    private RealPlatform(int port, string directory, PostgresServer postgres, RabbitMqServer rabbitMq, Surroundings around)
    {
        (Gateway, Directory, _postgres, _rabbitMq, _around) = (new Uri($"http://localhost:{port}"), directory, postgres, rabbitMq, around);
        _users = new BrokerUsers(rabbitMq);
        Clock = new SharedBusinessClock(TimeProvider.System, Settings.BusinessTimeFile(directory));
    }

    public Uri Gateway { get; }

    public string Directory { get; }

    public SharedBusinessClock Clock { get; }

    public IReadOnlyList<string> Processes => [.. _processes.Keys];

    /// <summary>As its administrator.</summary>
    public Uri Broker => _rabbitMq.Address;

    /// <summary>The broker as a service's own user.</summary>
    public Uri BrokerOf(string service) => _users.AddressOf(service);

    /// <summary>The database server of all services, to be stopped and started.</summary>
    public PostgresServer Postgres => _postgres;

    /// <summary>The broker, to be stopped and started.</summary>
    public RabbitMqServer RabbitMq => _rabbitMq;

    public int ProcessIdOf(string process) => _processes[process].ProcessId;

    /// <summary>Where a service itself listens, behind the gateway.</summary>
    public Uri AddressOf(string service) => _addresses[service];

    /// <summary>The gateway's private key.</summary>
    public string GatewayKeyFile => Path.Combine(Directory, "gateway-key", "key.pem");

    /// <summary>Where a process has its certificate, its key and the platform's authority.</summary>
    public string CertificatesOf(string process) => Path.Combine(Directory, "peers", process);

    /// <summary>A superuser's connection to the database of a service.</summary>
    public string DatabaseOf(string service) => _postgres.ConnectionString(service);

    /// <param name="more">Further settings of every process.</param>
    public static Task<RealPlatform> StartAsync(
        int port, string directory, DateTimeOffset businessTime, IReadOnlyDictionary<string, string>? more = null) =>
        StartAsync(port, directory, businessTime, new Surroundings { Settings = more ?? new Dictionary<string, string>() });

    public static async Task<RealPlatform> StartAsync(int port, string directory, DateTimeOffset businessTime, Surroundings around)
    {
        // PostgreSQL runs as a user of its own, who must be able to pass through.
        System.IO.Directory.CreateDirectory(directory);
        File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.OtherExecute);
        var starting = (
            Postgres: PostgresServer.StartAsync(Path.Combine(directory, "postgres"), around.Postgres),
            RabbitMq: RabbitMqServer.StartAsync(Path.Combine(directory, "rabbitmq"), around.RabbitMq));
        var platform = new RealPlatform(port, directory, await starting.Postgres, await starting.RabbitMq, around);
        if (!File.Exists(Settings.BusinessTimeFile(directory)))
        {
            platform.Clock.MoveTo(businessTime);
        }

        await platform.StartServicesAsync(port);
        return platform;
    }

    public Task ImportAgenciesAsync(string file) => _processes["identity"].RunAsync("agency", "import", "--file", file);

    /// <summary>SIGTERM, to its end.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> EndAsync(string process) => _processes[process].EndAsync();

    /// <summary>Starts a process and does not wait for it.</summary>
    public void Begin(string process) => _processes[process].Begin();

    public Task<bool> IsReadyAsync(string process) => _processes[process].IsReadyAsync();

    /// <summary>All that a process ever wrote.</summary>
    public Task<string> LogOfAsync(string process) => File.ReadAllTextAsync(_processes[process].LogFile);

    public async Task KillAndRestartAsync(string process)
    {
        await KillAsync(process);
        await StartAgainAsync(process);
    }

    /// <summary>kill -9.</summary>
    public Task KillAsync(string process) => _processes[process].KillAsync();

    /// <summary>Returns when it is ready.</summary>
    /// <param name="process">A service's name, or <c>index-2</c> and so on where it has replicas.</param>
    public Task StartAgainAsync(string process) => _processes[process].StartAsync();

    /// <param name="environment">Of this start and the next ones, beside its settings.</param>
    public Task StartAgainAsync(string process, IReadOnlyDictionary<string, string> environment)
    {
        _processes[process].Environment = environment;
        return StartAgainAsync(process);
    }

    /// <summary>Starts another replica of a service on the same database and queues; the gateway does not know of it. Returns when it is ready.</summary>
    /// <returns>The replica's name, by which it is ended.</returns>
    public async Task<string> StartBesideAsync(string service, IReadOnlyDictionary<string, string> environment)
    {
        var (name, ports) = (service + "-beside", FreePort.Next(2));
        var replica = _processes[name] = _processes[service].Beside(name, ReadyAt(ports[1]));
        var settings = new Dictionary<string, string>(environment);
        Listen(settings, $"https://127.0.0.1:{ports[0]}", ports[1]);
        replica.Environment = settings;
        await replica.StartAsync();
        return name;
    }

    /// <summary>Has a service's audit verified as an operator does.</summary>
    /// <returns>Whether it could be read and nothing was tampered with.</returns>
    public async Task<bool> IsAuditWholeAsync(string service) => await _processes[service].ExitCodeOfAsync("audit", "verify") is 0 or AuditUnwitnessed;

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_balancers.Select(balancer => balancer.DisposeAsync().AsTask()));
        await Task.WhenAll(_processes.Values.Select(process => process.DisposeAsync().AsTask()));
        await _rabbitMq.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    private async Task StartServicesAsync(int port)
    {
        var ports = FreePort.Next(2 * (Services.Length + 1));
        var addresses = Services.Select((service, at) => (service.Name, Address: $"https://127.0.0.1:{ports[2 * at]}")).ToDictionary(pair => pair.Name, pair => pair.Address);
        var migrations = new List<PlatformProcess>();
        using var authority = new PeerAuthority();
        for (var at = 0; at < Services.Length; at++)
        {
            var (name, folder, project) = Services[at];
            var owner = await _postgres.CreateDatabaseAsync(name, name + "_owner", Secret.New());
            var database = await _postgres.CreateRoleAsync(name, name, Secret.New());
            var settings = Common(addresses);
            settings["Database__Engine"] = "postgresql";
            settings["Audit__KeyDirectory"] = Path.Combine(Directory, "audit-keys", name);
            settings["Audit__WitnessDirectory"] = Path.Combine(Directory, "audit-witness");
            settings["Bus__Transport"] = "rabbitmq";
            var secrets = new Dictionary<string, string>
            {
                ["Database__ConnectionString"] = _around.Database(database + ";Maximum Pool Size=20"),
                ["Bus__Address"] = _around.Broker(_users.Add(name)).ToString(),
            };
            var (directory, written) = SecretFolder.Write(Path.Combine(Directory, "secrets", name), secrets);
            settings[directory] = written;
            if (name == "identity")
            {
                // Behind an address of several it would wait for itself.
                settings["Trust__Mode"] = "local";
            }
            else if (name != "index")
            {
                settings["Restrictions__Address"] = addresses["index"];
            }

            Add(authority, name, folder, project, settings, addresses[name], ports[(2 * at) + 1]);
            // Who serves never has the owners' passwords.
            (secrets["Database__OwnerConnectionString"], secrets["Bus__OwnerAddress"]) = (owner, _rabbitMq.Address.ToString());
            var owners = new Dictionary<string, string>(settings) { [directory] = SecretFolder.Write(Path.Combine(Directory, "secrets", name + "-migrate"), secrets).Value };
            migrations.Add(new PlatformProcess(name + "-migrate", ProgramOf(name, folder, project), owners, Path.Combine(Directory, "logs"), new Uri(addresses[name])));
        }

        var edge = Common(addresses);
        foreach (var (name, address) in addresses)
        {
            edge["Services__" + name] = address;
        }

        edge["Exchange__KeyFile"] = GatewayKeyFile;
        edge["Edge__Limits__Replicas"] = _around.Replicas.ToString(CultureInfo.InvariantCulture);
        Add(authority, "gateway", "gateway", "Cypp.Gateway", edge, $"http://localhost:{port}", ports[^1]);
        await Task.WhenAll([.. migrations.Select(migration => migration.RunAsync("migrate")), _users.MakeAsync(Directory)]);
        await _processes["identity"].RunAsync("gateway", "register", "--key", GatewayKey.Make(GatewayKeyFile));
        await Task.WhenAll(_processes.Values.Select(process => process.StartAsync()));
    }

    private Dictionary<string, string> Common(Dictionary<string, string> addresses)
    {
        var settings = Settings.Common(Gateway, Directory);
        settings["Trust__Mode"] = "issuer";
        settings["Trust__MetadataAddress"] = addresses["identity"] + "/identity/.well-known/openid-configuration";
        return settings;
    }

    private void Add(PeerAuthority authority, string name, string folder, string project, Dictionary<string, string> settings, string address, int management)
    {
        foreach (var (setting, value) in _around.Settings)
        {
            settings[setting] = value;
        }

        authority.Issue(name, CertificatesOf(name));
        settings["Peers__Directory"] = CertificatesOf(name);
        _addresses[name] = new Uri(address);
        if (_around.Replicas == 1)
        {
            AddProcess(name, address, management);
            return;
        }

        var replicas = new List<Balancer.Replica>();
        for (var at = 1; at <= _around.Replicas; at++)
        {
            var (replica, ports) = (at == 1 ? name : $"{name}-{at}", FreePort.Next(2));
            AddProcess(replica, $"{new Uri(address).Scheme}://127.0.0.1:{ports[0]}", ports[1]);
            replicas.Add(new Balancer.Replica(ports[0], _processes[replica].IsReadyAsync));
        }

        _balancers.Add(new Balancer(new Uri(address).Port, replicas));

        void AddProcess(string process, string at, int managed)
        {
            var own = new Dictionary<string, string>(settings);
            Listen(own, at, managed);
            _processes[process] = new PlatformProcess(process, ProgramOf(name, folder, project), own, Path.Combine(Directory, "logs"), ReadyAt(managed));
        }
    }

    private IProgram ProgramOf(string name, string folder, string project) => _around switch
    {
        { Images: { } version } => new ImageProgram($"cypp/{name}:{version}", Directory),
        { Published: { } published } => new BuiltProgram(Path.Combine(published, project, project + ".dll")),
        _ => Checkout.Program(folder, project),
    };

    private static void Listen(Dictionary<string, string> settings, string address, int management)
    {
        settings["Kestrel__Endpoints__Service__Url"] = address;
        settings["Kestrel__Endpoints__Management__Url"] = $"http://127.0.0.1:{management}";
        settings["Management__Port"] = management.ToString(CultureInfo.InvariantCulture);
    }

    private static Uri ReadyAt(int management) => new($"http://127.0.0.1:{management}/readyz");
}
