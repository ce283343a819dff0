using System.Globalization;
using Cypp.Benchmarks.Measuring;
using Cypp.Benchmarks.Peers;
using Cypp.Benchmarks.Seeding;
using Npgsql;

namespace Cypp.Benchmarks.Goals;

/// <summary>
/// How fast a service takes messages in, each once in effect, against pgbench doing the statements of that transaction (P12). Health
/// stands still while its queue fills, a tenth of it twice: each of another child, and many one after the other of the same, which are
/// taken in together.
/// </summary>
internal sealed class ConsumerGoal(Stand stand, Options options)
{
    private const string Service = "health";
    private const int Clients = 8;
    private const int OneIn = 10;
    private const int Many = 50;

    private readonly PgBench _pgbench = new(stand, Service);

    public async Task<Measured> RunAsync()
    {
        await using var detour = await Detour.OpenAsync(stand.Platform.Broker, Service);
        await TakeInAsync(ofOneChild: 1);
        await TakeInAsync(Many);
        var statements = await StatementsAsync();
        await PeerAsync(statements);
        List<Reading> readings = [];
        List<double> rate = [], cpu = [], batches = [], batchesCpu = [];
        for (var round = 0; round < options.Rounds; round++)
        {
            var (consumer, peer, together) = (await TakeInAsync(ofOneChild: 1), await PeerAsync(statements), await TakeInAsync(Many));
            readings.AddRange([consumer, peer, together]);
            rate.Add(consumer.RequestsPerSecond / peer.RequestsPerSecond);
            cpu.Add(consumer.Cpu / peer.Cpu);
            batches.Add(together.RequestsPerSecond / consumer.RequestsPerSecond);
            batchesCpu.Add(together.Cpu / consumer.Cpu);
        }

        return new(
            [
                new("P12", $"messages a service takes in, {Many} of a child one after the other / each of another", 5, true, batches),
                new("(P12)", "CPU of such a message, service and database / of one of another child each", double.NaN, false, batchesCpu),
                new("(P12)", "messages a service takes in, each of another child / pgbench pipelined, the same transaction", double.NaN, true, rate),
                new("(P12)", "CPU of a message taken in, service and database / pgbench and database", double.NaN, false, cpu),
            ],
            readings);
    }

    private async Task<Reading> TakeInAsync(int ofOneChild)
    {
        await using var index = NpgsqlDataSource.Create(stand.Platform.DatabaseOf(OutboxRows.Service));
        await using var health = NpgsqlDataSource.Create(stand.Platform.DatabaseOf(Service));
        var children = options.Messages / ofOneChild;
        var messages = children * ofOneChild;
        var (process, at) = (stand.Platform.ProcessIdOf(Service), Commits.Exactly(TimeProvider.System.GetUtcNow()));
        DateTime begins;
        using (var stopped = new Stopped(process))
        {
            await new OutboxRows(stand).AddAsync(messages, at, ofOneChild: ofOneChild);
            await Until.SoAsync(index, Drain.NothingWaits);
            await using var again = index.CreateCommand($"UPDATE outbox SET \"SentAt\" = NULL WHERE \"OccurredAt\" = @at AND mod(hashtext(\"Stream\"), {OneIn}) = 0");
            again.Parameters.AddWithValue("at", at.UtcDateTime);
            await again.ExecuteNonQueryAsync();
            await Until.SoAsync(index, Drain.NothingWaits);
            await using var clock = health.CreateCommand("SELECT clock_timestamp()");
            begins = (DateTime)(await clock.ExecuteScalarAsync())!;
        }

        return await Reading.OfAsync($"consumer, messages, {ofOneChild} of a child", () => CpuTime.Of([process]) + stand.PostgresCpu(), async () =>
        {
            await Until.SoAsync(health, $"SELECT count(*) >= {children} FROM known_child WHERE \"AsOf\" = @at", new NpgsqlParameter<DateTime>("at", at.UtcDateTime));
            await using var asking = health.CreateCommand("""
                SELECT sum("Sequence")::bigint, max(pg_xact_commit_timestamp(known_child.xmin)) - @begins, (SELECT count(*) FROM parked_message)
                FROM known_child JOIN stream_position ON "Stream" = 'index/child/' || replace("ChildId"::text, '-', '') WHERE "AsOf" = @at
                """);
            asking.Parameters.AddWithValue("at", at.UtcDateTime);
            asking.Parameters.AddWithValue("begins", begins);
            await using var row = await asking.ExecuteReaderAsync();
            await row.ReadAsync();
            return (row.GetInt64(0), row.GetInt64(2)) == (messages, 0)
                ? new(messages, row.GetTimeSpan(1))
                : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{row.GetInt64(0)} effects of {messages} messages, {row.GetInt64(2)} parked."));
        });
    }

    private Task<Reading> PeerAsync(IReadOnlyList<string> statements) => _pgbench.RunAsync(
        "consumer, pgbench pipelined", PgBench.AnyNumber, statements, pipelined: true, Clients, options.Length);

    private async Task<IReadOnlyList<string>> StatementsAsync()
    {
        var tables = new PeerTables(stand, Service);
        await tables.MakeAsync("stream_position", "inbox", "known_child", "held_message", "parked_message");
        var (id, stream) = ($"{PgBench.AnyKey}::uuid", $"'index/child/' || {PgBench.AnyKey}");
        return
        [
            $"INSERT INTO peer.stream_position VALUES ({stream}, 0) ON CONFLICT (\"Stream\") DO UPDATE SET \"Sequence\" = stream_position.\"Sequence\"",
            $"SELECT \"Sequence\", EXISTS (SELECT FROM peer.inbox WHERE \"MessageId\" = {id}), EXISTS (SELECT FROM peer.parked_message WHERE \"Stream\" = {stream} AND \"SettledAt\" IS NULL) FROM peer.stream_position WHERE \"Stream\" = {stream}",
            $"SELECT * FROM peer.known_child WHERE \"ChildId\" = {id}",
            await tables.InsertLikeAsync("known_child", "true", new Dictionary<string, string> { ["ChildId"] = id })
                + " ON CONFLICT (\"ChildId\") DO UPDATE SET \"AsOf\" = excluded.\"AsOf\"",
            $"INSERT INTO peer.inbox VALUES ({id})",
            $"UPDATE peer.stream_position SET \"Sequence\" = 1 WHERE \"Stream\" = {stream}",
            $"DELETE FROM peer.held_message WHERE \"MessageId\" = {id}",
            $"SELECT \"Envelope\", \"Payload\" FROM peer.held_message WHERE \"Stream\" = {stream} AND \"Sequence\" <= 2 ORDER BY \"Sequence\" LIMIT 1",
        ];
    }
}
