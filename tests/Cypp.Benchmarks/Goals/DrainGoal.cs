using Cypp.Benchmarks.Measuring;
using Cypp.Benchmarks.Peers;
using Cypp.Benchmarks.Seeding;

namespace Cypp.Benchmarks.Goals;

/// <summary>
/// How fast an outbox empties against RabbitMQ's client sending the same bodies with confirms, 500 at a time (P9), and against
/// writes at the same time (P10). All goes to one queue that nobody reads.
/// </summary>
internal sealed class DrainGoal(Stand stand, Options options)
{
    private const int Writers = 8;
    // More than it can send a second.
    private const int Backlog = 5000;

    public async Task<Measured> RunAsync()
    {
        await using var detour = await Detour.OpenAsync(stand.Platform.Broker);
        await using var drain = new Drain(stand);
        await using var raw = await RawPublisher.OpenAsync(stand.Platform.Broker);
        await using var caller = new DirectCaller(stand, OutboxRows.Service);
        await drain.WarmUpAsync(options.Messages, options.WarmUp);
        await RawAsync(raw);
        await WriteAsync(caller, options.WarmUp);
        List<Reading> readings = [];
        List<double> alone = [], together = [];
        for (var round = 0; round < options.Rounds; round++)
        {
            var (dispatcher, client) = (await drain.RunAsync("dispatcher, messages", options.Messages), await RawAsync(raw));
            var (sent, written) = await TogetherAsync(drain, caller);
            readings.AddRange([dispatcher, client, sent, written]);
            alone.Add(dispatcher.RequestsPerSecond / client.RequestsPerSecond);
            together.Add(sent.RequestsPerSecond / written.RequestsPerSecond);
            await detour.EmptyAsync();
        }

        return new(
            [
                new("P9", "messages an outbox's dispatcher sends / RabbitMQ's client with confirms", 0.20, true, alone),
                new("P10", "messages the dispatcher sends / writes, both at once", 1.5, true, together),
            ],
            readings);
    }

    private Task<Reading> RawAsync(RawPublisher raw) => raw.SendAllAsync(
        "RabbitMQ's client, messages", Detour.Exchange, Detour.Kind,
        [.. Enumerable.Range(0, options.Messages).Select(_ => OutboxRows.BodyOf(Guid.CreateVersion7(), TimeProvider.System.GetUtcNow()))]);

    private async Task<(Reading Sent, Reading Written)> TogetherAsync(Drain drain, DirectCaller caller)
    {
        await using (var paused = await PausedDispatcher.OfAsync(stand, OutboxRows.Service))
        {
            await new OutboxRows(stand).AddAsync((int)((options.Length.TotalSeconds + 2) * Backlog), TimeProvider.System.GetUtcNow());
        }

        await drain.SendingAsync();
        var began = TimeProvider.System.GetUtcNow();
        var written = await WriteAsync(caller, options.Length);
        var sent = await drain.SentAsync(began, TimeProvider.System.GetUtcNow());
        await drain.DiscardAsync();
        // Whose processor time is whose cannot be told: both have the same processes.
        return (new("dispatcher, while written to", sent.Requests / sent.Elapsed.TotalSeconds, double.NaN, double.NaN, double.NaN), written with { Peer = "write, while the dispatcher sends" });
    }

    private static Task<Reading> WriteAsync(DirectCaller caller, TimeSpan length) =>
        caller.LoadAsync("write, service", _ => NewChildren.Register(), System.Net.HttpStatusCode.Created, Writers, length);
}
