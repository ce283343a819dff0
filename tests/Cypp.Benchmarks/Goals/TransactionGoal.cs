using System.Net;
using Cypp.Benchmarks.Measuring;
using Cypp.Benchmarks.Peers;
using Cypp.Benchmarks.Seeding;

namespace Cypp.Benchmarks.Goals;

/// <summary>
/// A write asked of the service itself against the same rows written by pgbench (P5): a child, its relationship, its audit row, its
/// message, the head of its stream and the answer kept for a retry, in one commit. The dispatcher waits meanwhile.
/// </summary>
internal sealed class TransactionGoal(Stand stand, Options options)
{
    private const int Clients = 8;

    private readonly PgBench _pgbench = new(stand, NewChildren.Service);

    public async Task<Measured> RunAsync()
    {
        await using var paused = await PausedDispatcher.OfAsync(stand, NewChildren.Service);
        await using var caller = new DirectCaller(stand, NewChildren.Service);
        await WriteAsync(caller, options.WarmUp);
        var statements = await StatementsAsync();
        await _pgbench.RunAsync("warm-up", PgBench.AnyNumber, statements, pipelined: true, Clients, options.Length);
        List<Reading> readings = [];
        List<double> rate = [], trips = [], cpu = [];
        for (var round = 0; round < options.Rounds; round++)
        {
            var service = await WriteAsync(caller, options.Length);
            var pipelined = await _pgbench.RunAsync("write, pgbench pipelined", PgBench.AnyNumber, statements, pipelined: true, Clients, options.Length);
            var stepwise = await _pgbench.RunAsync($"write, pgbench, {statements.Count + 2} round trips", PgBench.AnyNumber, statements, pipelined: false, Clients, options.Length);
            readings.AddRange([service, pipelined, stepwise]);
            rate.Add(service.RequestsPerSecond / pipelined.RequestsPerSecond);
            trips.Add(service.RequestsPerSecond / stepwise.RequestsPerSecond);
            cpu.Add(service.Cpu / pipelined.Cpu);
        }

        await using var drain = new Drain(stand);
        await drain.DiscardAsync();

        return new(
            [
                new("P5", "writes asked of the service / pgbench pipelined, the same rows", 0.33, true, rate),
                new("(P5)", "writes asked of the service / pgbench, a round trip a statement", double.NaN, true, trips),
                new("(P5)", "CPU of a write, service and database / pgbench pipelined and database", double.NaN, false, cpu),
            ],
            readings);
    }

    private static Task<Reading> WriteAsync(DirectCaller caller, TimeSpan length) =>
        caller.LoadAsync("write, service", _ => NewChildren.Register(), HttpStatusCode.Created, Clients, length);

    private async Task<IReadOnlyList<string>> StatementsAsync()
    {
        var tables = new PeerTables(stand, NewChildren.Service);
        await tables.MakeAsync("child", "relationship", "audit", "outbox", "stream_head", "idempotency");
        var (id, stream) = ($"{PgBench.AnyKey}::uuid", $"'index/child/' || {PgBench.AnyKey}");
        return
        [
            await tables.InsertLikeAsync("child", "true", new Dictionary<string, string> { ["Id"] = id }),
            await tables.InsertLikeAsync("relationship", "true", new Dictionary<string, string> { ["Id"] = id, ["ChildId"] = id, ["SourceId"] = id }),
            await tables.InsertLikeAsync("audit", "\"Action\" = 'Index_RegisterChild'", new Dictionary<string, string> { ["Id"] = id, ["ChildId"] = id, ["ResourceId"] = id }),
            await tables.InsertLikeAsync("stream_head", "\"Stream\" LIKE 'index/child/%'", new Dictionary<string, string> { ["Stream"] = stream })
                + " ON CONFLICT (\"Stream\") DO UPDATE SET \"Sequence\" = stream_head.\"Sequence\" + 1 RETURNING \"Sequence\"",
            await tables.InsertLikeAsync("outbox", "\"Type\" = 'index.child-record-changed'", new Dictionary<string, string> { ["Id"] = id, ["Stream"] = stream }),
            await tables.InsertLikeAsync("idempotency", "\"Location\" LIKE '/index/v1/children/%'", new Dictionary<string, string> { ["Key"] = $"repeat({PgBench.AnyKey}, 2)" }),
        ];
    }
}
