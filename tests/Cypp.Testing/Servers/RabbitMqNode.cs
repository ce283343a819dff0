using System.Globalization;

namespace Cypp.Testing.Servers;

/// <summary>What one node was given at its first start and keeps.</summary>
internal sealed record RabbitMqFacts(int Port, int DistributionPort, int EpmdPort, string Password, string Cookie)
{
    public static RabbitMqFacts New() => new RabbitMqFacts(0, 0, 0, Secret.New(), Secret.New()).OnFreePorts();

    public RabbitMqFacts OnFreePorts() => FreePort.Next(3) is [var port, var distribution, var epmd]
        ? this with { Port = port, DistributionPort = distribution, EpmdPort = epmd }
        : this;

    public bool PortsAreFree() => new[] { Port, DistributionPort, EpmdPort }.All(FreePort.IsFree);
}

/// <summary>
/// The files and the environment that make a node private: nothing of /etc, /var or the user's home is used.
/// </summary>
internal sealed class RabbitMqNode(ServerFolder folder, RabbitMqFacts facts)
{
    public const string User = "cypp";

    private const string Name = "cypp@localhost";
    private const int ToolPorts = 50;

    // Every Erlang program of the node: listens on loopback only, and starts no epmd that would outlive it.
    private const string ErlangFlags = "-kernel inet_dist_use_interface {127,0,0,1} -start_epmd false";

    // Quorum queues publish their counts once a tick; the usual 5 s would let a full queue pass for an empty one.
    private const string FreshCounts = "[{rabbit, [{quorum_tick_interval, 500}]}].\n";

    // The log of all quorum queues; the usual 512 MB would not fit a small disk.
    private const int LogSize = 32_000_000;

    private string Scripts => folder.PathOf("rabbitmq/sbin");

    public ServerLaunch Epmd => new()
    {
        Name = "epmd",
        Folder = folder.Root,
        Variables = ProcessEnvironment.Clean(Home),
        Stop = UnixSignal.Terminate,
        CommandLine = ["epmd", "-port", Text(facts.EpmdPort), "-address", "127.0.0.1"],
    };

    /// <summary>Where its data lie.</summary>
    public string Data => folder.PathOf("mnesia");

    /// <param name="within">What stands in front of its command line.</param>
    public ServerLaunch Broker(IEnumerable<string> within) => new()
    {
        Name = "rabbitmq",
        Folder = folder.Root,
        Variables = Variables(),
        Stop = UnixSignal.Terminate,
        CommandLine = [.. within, Path.Combine(Scripts, "rabbitmq-server")],
    };

    private string Home => folder.PathOf("home");

    public void Prepare()
    {
        if (folder.Root.Any(char.IsWhiteSpace))
        {
            throw new InvalidOperationException(
                $"RabbitMQ's scripts cannot work in a folder with a space: {folder.Root}");
        }

        RabbitMqInstall.Link(folder.PathOf("rabbitmq"));
        foreach (var name in new[] { "home", "mnesia", "log", "conf.d" })
        {
            Directory.CreateDirectory(folder.PathOf(name));
        }

        folder.WriteSecret("home/.erlang.cookie", facts.Cookie);
        folder.WriteSecret("enabled_plugins", "[].\n");
        folder.WriteSecret("rabbitmq-env.conf", "");
        folder.WriteSecret("rabbitmq.conf", $"default_user = {User}\ndefault_pass = {facts.Password}\nraft.wal_max_size_bytes = {LogSize}\n");
        folder.WriteSecret("advanced.config", FreshCounts);
    }

    /// <summary>A command for rabbitmqctl.</summary>
    public Command Control(IReadOnlyList<string> arguments) =>
        new(Path.Combine(Scripts, "rabbitmqctl"))
        {
            Arguments = ["-q", .. arguments],
            Variables = Variables(),
            Folder = folder.Root,
        };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private Dictionary<string, string> Variables() => new(ProcessEnvironment.Clean(Home))
    {
        ["RABBITMQ_SCRIPTS_DIR"] = Scripts,
        ["RABBITMQ_NODENAME"] = Name,
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODE_PORT"] = Text(facts.Port),
        ["RABBITMQ_DIST_PORT"] = Text(facts.DistributionPort),
        ["RABBITMQ_CTL_DIST_PORT_MIN"] = Text(facts.DistributionPort + 1),
        ["RABBITMQ_CTL_DIST_PORT_MAX"] = Text(facts.DistributionPort + ToolPorts),
        ["RABBITMQ_MNESIA_BASE"] = Data,
        ["RABBITMQ_LOG_BASE"] = folder.PathOf("log"),
        ["RABBITMQ_PID_FILE"] = folder.PathOf("node.pid"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = folder.PathOf("enabled_plugins"),
        ["RABBITMQ_CONF_ENV_FILE"] = folder.PathOf("rabbitmq-env.conf"),
        ["RABBITMQ_CONFIG_FILE"] = folder.PathOf("rabbitmq.conf"),
        ["RABBITMQ_CONFIG_FILES"] = folder.PathOf("conf.d"),
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = folder.PathOf("advanced.config"),
        // The script then becomes the broker instead of staying before it, so that its pid is the broker's.
        ["RUNNING_UNDER_SYSTEMD"] = "true",
        ["ERL_EPMD_PORT"] = Text(facts.EpmdPort),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["ERL_AFLAGS"] = ErlangFlags,
    };
}
