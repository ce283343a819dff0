using System.Collections.Concurrent;
using System.Diagnostics;
using Cypp.Story.Agencies;
using Cypp.Story.City;
using Cypp.Story.Platform;
using Cypp.System.Tests.Canary;
using Cypp.System.Tests.Faults.Causes;
using Cypp.Testing.Servers;
using Npgsql;
using RabbitMQ.Client;

namespace Cypp.System.Tests.Faults;

/// <summary>The platform as it is deployed, one process a service, with families in early help; one for all fault tests, and one ledger.</summary>
public class FaultedPlatform : IAsyncLifetime
{
    private const int Families = 24;
    private const int LastLines = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly string _directory = Directory.CreateTempSubdirectory("cypp-faults-").FullName;
    private readonly ConcurrentQueue<RawAnswer> _answers = new();
    private CityAgencies? _agencies;
    private Load? _load;

    /// <summary>Of each process.</summary>
    protected virtual int Replicas => 1;

    /// <summary>What tests put in to be parked.</summary>
    internal List<(string Service, Guid Id, string Reason)> Poison { get; } = [];

    internal RealPlatform Platform { get; private set; } = null!;

    /// <summary>The network between the services and PostgreSQL.</summary>
    internal Relay ToDatabase { get; private set; } = null!;

    /// <summary>The network between the services and the broker.</summary>
    internal Relay ToBroker { get; private set; } = null!;

    /// <summary>Every answer that an agency got, before it asked again.</summary>
    internal IReadOnlyList<RawAnswer> Answers => [.. _answers];

    internal AgencySystem SystemOf(DemoAgency agency) => _agencies!.SystemOf(agency);

    internal bool HasWrites => !_load!.Acts.IsEmpty;

    public async ValueTask InitializeAsync()
    {
        Platform = await RealPlatform.StartAsync(FreePort.Next(), _directory, SyntheticCity.Beginning, new Surroundings
        {
            Settings = new Dictionary<string, string>
            {
                ["Edge__Limits__PerSecond"] = "100000",
                ["Edge__Limits__Burst"] = "100000",
                ["Edge__Limits__AtOnce"] = "1000",
                ["Drain__Seconds"] = Replicas == 1 ? "1" : "3",
            },
            Replicas = Replicas,
            Postgres = new PostgresOptions { SmallDiskMegabytes = 512 },
            RabbitMq = new RabbitMqOptions { SmallDiskMegabytes = 512 },
            Database = ThroughRelay,
            Broker = ThroughRelay,
        });
        var agencies = _agencies = new CityAgencies(
            Platform, new AgencyKeys(Path.Combine(_directory, "demo-keys")), inner => new AnswerBook(inner, _answers));
        await agencies.RegisterAsync([DemoAgencies.StoryCluster]);
        await new EarlyHelpFamilies(agencies).SeedAsync(DemoAgencies.StoryCluster, first: 1, Families, "2015-09-28");
        await Quiet.WaitAsync(agencies);
        var children = await Tables.RowsAsync(Platform, "index", """SELECT "Id" FROM child ORDER BY 1""", row => row.GetGuid(0));
        _load = new Load(agencies, children, Path.Combine(_directory, "ledger.jsonl"));
    }

    /// <summary>Writes for a while, with something going wrong meanwhile, then waits until all is quiet and compares.</summary>
    /// <returns>One line for the log, how many messages came again, and what is wrong.</returns>
    internal async Task<(string Line, int SeenTwice, IReadOnlyList<string> Wrong)> JudgeAsync(string fault, TimeSpan duration, Func<CancellationToken, Task> cause)
    {
        var (writesBefore, effectsBefore) = (_load!.Acts.Count(act => act.IsAcknowledged), await EffectsAsync());
        await using var tap = await BrokerTap.OpenAsync(Platform.Broker);
        using var ending = new CancellationTokenSource(duration);
        var causing = cause(ending.Token);
        await _load.RunAsync(duration);
        var writes = _load.Acts.Count(act => act.IsAcknowledged) - writesBefore;
        await causing;
        var watch = Stopwatch.StartNew();
        var wrong = await ComeToRestAsync(watch);
        var repeated = await _load.RepeatAsync(20);
        var rested = watch.Elapsed;
        wrong = [.. wrong, .. repeated, .. await OutsideAsync(), .. await AuditAsync()];
        var seenTwice = tap.Taken.Count - tap.Taken.DistinctBy(message => message.MessageId).Count();
        var line = $"{fault}: {writes} writes in {duration.TotalSeconds:F0} s, {_load.Acts.Count(act => act.Status is null)} unknown so far, {await EffectsAsync() - effectsBefore} effects, "
            + $"{seenTwice} messages seen twice on the wire, at rest after {rested.TotalSeconds:F0} s, {wrong.Count} findings";
        return (line, seenTwice, wrong);
    }

    public async ValueTask DisposeAsync()
    {
        if (_load is not null)
        {
            await _load.DisposeAsync();
        }

        await Platform.DisposeAsync();
        await ToDatabase.DisposeAsync();
        await ToBroker.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal async Task<IReadOnlyList<string>> WrongAsync() => [.. new Ledger([.. _load!.Acts], await Tables.ReadAsync(Platform), Poison).Wrong];

    /// <summary>What is wrong and stays so: the tables are read one after another, and a root of the audit may be told between.</summary>
    internal async Task<IReadOnlyList<string>> WrongAsync(TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        IReadOnlyList<string> wrong;
        do
        {
            wrong = await WrongAsync();
        }
        while (wrong.Count > 0 && watch.Elapsed < patience);

        return wrong;
    }

    /// <summary>For who looks for the cause: the end of each process's log.</summary>
    internal async Task<string> LastSeenAsync()
    {
        var logs = await Task.WhenAll(Platform.Processes.Select(async process =>
            $"{process}:\n{string.Join('\n', (await Platform.LogOfAsync(process)).Split('\n').TakeLast(LastLines))}"));
        return string.Join('\n', logs);
    }

    /// <summary>For who looks for the cause: what lies in the queues, what has not been sent and why, and how many slots somebody sends.</summary>
    internal async Task<IReadOnlyList<string>> OnTheWayAsync()
    {
        var queues = (await Platform.RabbitMq.ListQueuesAsync()).Where(queue => queue is not { Messages: 0, Consumers: > 0 })
            .Select(queue => $"{queue.Name}: {queue.Messages} messages, {queue.Consumers} consumers");
        var outboxes = await Task.WhenAll(Tables.Services.Select(service => Tables.RowsAsync(
            Platform, service,
            $"""
            SELECT '{service} has ' || count(*) || ' unsent (' || coalesce(string_agg(DISTINCT "LastError", ', '), 'never refused') || '), due from ' || coalesce(min("NextAt")::text, 'never') || '; '
                || (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ExclusiveLock' AND granted
                    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) || ' slots are held'
            FROM outbox WHERE "SentAt" IS NULL
            """,
            row => row.GetString(0))));
        return [.. queues, .. outboxes.Select(outbox => outbox.Single())];
    }

    // A connection that nobody uses is closed soon, so that one that stays open is one that was forgotten.
    private string ThroughRelay(string direct)
    {
        var database = new NpgsqlConnectionStringBuilder(direct) { ConnectionIdleLifetime = 10, ConnectionPruningInterval = 2 };
        database.Port = (ToDatabase ??= new Relay(database.Port)).Port;
        return database.ConnectionString;
    }

    private Uri ThroughRelay(Uri direct) => new UriBuilder(direct) { Port = (ToBroker ??= new Relay(direct.Port)).Port }.Uri;

    private async Task<IReadOnlyList<string>> ComeToRestAsync(Stopwatch watch)
    {
        // The checker reads every table: while messages are on their way it would take the processor from those who take them in.
        while (await OnTheirWayAsync() > 0 && watch.Elapsed < Patience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250));
        }

        return await WrongAsync(Patience - watch.Elapsed);
    }

    private async Task<long> OnTheirWayAsync()
    {
        await using var connection = await new ConnectionFactory { Uri = Platform.Broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var waiting = await Tables.WaitingAsync(Platform);
        foreach (var service in Tables.Services)
        {
            waiting += await channel.MessageCountAsync(service);
        }

        return waiting;
    }

    /// <summary>What lies in the broker once all is quiet; a second delivery that still waits there could yet have an effect, and a queue that nobody reads will be noticed too late.</summary>
    private async Task<IReadOnlyList<string>> OutsideAsync()
    {
        var limit = Stopwatch.StartNew();
        IReadOnlyList<RabbitMqQueue> wrong;
        do
        {
            wrong = [.. (await Platform.RabbitMq.ListQueuesAsync()).Where(queue => queue.Messages > 0 || queue.Consumers == 0)];
        }
        while (wrong.Count > 0 && limit.Elapsed < Patience);

        return wrong.Count > 0 ? [.. wrong.Select(queue => $"L6 {queue.Messages} in {queue.Name}, which {queue.Consumers} read")] : await WrongAsync(Patience - limit.Elapsed);
    }

    /// <summary>Of the services that the load writes to: every row in its place, and none changed.</summary>
    internal async Task<IEnumerable<string>> AuditAsync()
    {
        var whole = await Task.WhenAll(Ledger.Audited.Select(async service => (Service: service, IsWhole: await Platform.IsAuditWholeAsync(service))));
        return whole.Where(audit => !audit.IsWhole).Select(audit => $"L7 the audit of {audit.Service} does not verify");
    }

    private Task<long> EffectsAsync() => Tables.TakenInAsync(Platform, Tables.Services);
}
