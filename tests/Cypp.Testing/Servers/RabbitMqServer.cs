namespace Cypp.Testing.Servers;

/// <summary>
/// A private RabbitMQ node with an epmd of its own on loopback ports, with its data under a folder of its own.
/// A second start on the same folder finds the data. Both end with the process that started them.
/// </summary>
public sealed class RabbitMqServer : IAsyncDisposable
{
    private readonly ServerFolder folder;
    private readonly RabbitMqFacts facts;
    private readonly RabbitMqNode node;
    private readonly KeptDisk? disk;
    private ServerProcess epmd;
    private ServerProcess broker;

    private RabbitMqServer(ServerFolder folder, RabbitMqFacts facts, RabbitMqNode node, KeptDisk? disk)
    {
        this.folder = folder;
        this.facts = facts;
        this.node = node;
        this.disk = disk;
        epmd = ServerProcess.LeftOver(node.Epmd);
        broker = ServerProcess.LeftOver(node.Broker([]));
    }

    public static string Host => "127.0.0.1";

    public static string UserName => RabbitMqNode.User;

    public int Port => facts.Port;

    public string Password => facts.Password;

    /// <summary>amqp:// with the administrator's name and password, virtual host "/".</summary>
    public Uri Address => new($"amqp://{UserName}:{Password}@{Host}:{Port:D}/");

    public bool IsRunning => broker.IsRunning;

    /// <summary>Whether its data lie on a small file system; none where none was asked for or none can be had.</summary>
    public bool HasSmallDisk => disk is not null;

    /// <summary>Where the node writes its log.</summary>
    public string LogFolder => folder.PathOf("log");

    /// <summary>
    /// Returns when AMQP connections are accepted. Waits up to 5 s for another owner of the folder to leave it;
    /// ends what a killed owner left over.
    /// </summary>
    public static Task<RabbitMqServer> StartAsync(string folder, CancellationToken ct = default) => StartAsync(folder, new RabbitMqOptions(), ct);

    public static async Task<RabbitMqServer> StartAsync(string folder, RabbitMqOptions options, CancellationToken ct = default)
    {
        var opened = await ServerFolder.OpenAsync(folder, ct);
        try
        {
            var facts = await PrepareAsync(opened);
            var node = new RabbitMqNode(opened, facts);
            node.Prepare();
            var disk = options.SmallDiskMegabytes > 0 ? await KeptDisk.MountAsync(opened.Root, node.Data, options.SmallDiskMegabytes, ct) : null;
            var server = new RabbitMqServer(opened, facts, node, disk);
            await server.StartAgainAsync(ct);
            return server;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Starts after a stop or a kill, on the same ports.</summary>
    public async Task StartAgainAsync(CancellationToken ct = default)
    {
        try
        {
            if (!epmd.IsRunning)
            {
                epmd = await ServerProcess.StartAsync(node.Epmd);
                await epmd.WaitUntilReadyAsync(_ => Task.FromResult(!FreePort.IsFree(facts.EpmdPort)), ct);
            }

            if (!broker.IsRunning)
            {
                broker = await ServerProcess.StartAsync(node.Broker(disk?.Within ?? []));
                await WaitUntilAcceptingAsync(ct);
            }
        }
        catch
        {
            await StopAsync();
            throw;
        }
    }

    public async Task StopAsync()
    {
        await broker.StopAsync();
        await epmd.StopAsync();
    }

    /// <summary>kill -9 of the broker; its epmd stays.</summary>
    public Task KillAsync() => broker.EndAsync(UnixSignal.Kill);

    /// <summary>Fills its small disk to the last block.</summary>
    public Task FillDiskAsync(CancellationToken ct = default) => disk!.FillAsync(ct);

    /// <summary>Gives back what was filled.</summary>
    public Task FreeDiskAsync(CancellationToken ct = default) => disk!.FreeAsync(ct);

    /// <summary>Closes all connections and listeners; the Erlang node stays up.</summary>
    public Task StopAppAsync(CancellationToken ct = default) => ControlAsync(["stop_app"], ct);

    public async Task StartAppAsync(CancellationToken ct = default)
    {
        await ControlAsync(["start_app"], ct);
        await WaitUntilAcceptingAsync(ct);
    }

    /// <summary>
    /// Quorum queues' counts lag by up to half a second (five seconds on a broker with default settings):
    /// a queue is empty only when two looks, a second apart, say so.
    /// </summary>
    public async Task<IReadOnlyList<RabbitMqQueue>> ListQueuesAsync(CancellationToken ct = default) =>
        RabbitMqQueue.Parse(await ControlAsync(
            ["list_queues", "name", "messages", "consumers", "--formatter", "json"], ct));

    /// <summary>Runs rabbitmqctl with these arguments; returns what it printed, throws when it fails.</summary>
    public Task<string> ControlAsync(IReadOnlyList<string> arguments, CancellationToken ct = default) =>
        node.Control(arguments).RunAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await (disk?.StopAsync() ?? Task.CompletedTask);
        folder.Dispose();
    }

    private static async Task<RabbitMqFacts> PrepareAsync(ServerFolder folder)
    {
        var facts = folder.ReadFacts<RabbitMqFacts>() ?? RabbitMqFacts.New();
        var before = new RabbitMqNode(folder, facts);
        await ServerProcess.LeftOver(before.Broker([])).StopAsync();
        await ServerProcess.LeftOver(before.Epmd).StopAsync();
        facts = facts.PortsAreFree() ? facts : facts.OnFreePorts();
        folder.WriteFacts(facts);
        return facts;
    }

    private Task WaitUntilAcceptingAsync(CancellationToken ct) =>
        broker.WaitUntilReadyAsync(wait => AmqpProbe.AnswersAsync(Port, wait), ct);
}
