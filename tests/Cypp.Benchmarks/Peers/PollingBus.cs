using System.Diagnostics;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Cypp.Benchmarks.Peers;

/// <summary>
/// An outbox looked at every 100 ms, and the least besides: RabbitMQ's own client at both ends, one statement for the effect. Its
/// tables are beside health's.
/// </summary>
internal sealed class PollingBus(Stand stand, NpgsqlDataSource database)
{
    private const string Queue = "benchmark-poller";
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    /// <summary>Tables <c>peer.event</c>, of which some wait, and <c>peer.effect</c>; empty.</summary>
    public async Task MakeAsync()
    {
        await using var make = database.CreateCommand("""
            CREATE SCHEMA IF NOT EXISTS peer; DROP TABLE IF EXISTS peer.event, peer.waiting, peer.effect;
            CREATE TABLE peer.event ("Id" uuid PRIMARY KEY, "Body" text NOT NULL);
            CREATE TABLE peer.waiting ("Id" uuid PRIMARY KEY);
            CREATE TABLE peer.effect ("Id" uuid PRIMARY KEY);
            """);
        await make.ExecuteNonQueryAsync();
    }

    /// <summary>So many events, so many a second; returns when the last has had its effect.</summary>
    public async Task RunAsync(int events, int perSecond, string body)
    {
        await using var raw = await RawPublisher.OpenAsync(stand.Platform.Broker);
        await using var connection = await new ConnectionFactory { Uri = stand.Platform.Broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        var (consumer, left, all) = (new AsyncEventingBasicConsumer(channel), events, new TaskCompletionSource());
        consumer.ReceivedAsync += async (_, delivered) =>
        {
            await ExecuteAsync("INSERT INTO peer.effect VALUES ($1) ON CONFLICT DO NOTHING", new Guid(delivered.Body.Span[..16]));
            await channel.BasicAckAsync(delivered.DeliveryTag, multiple: false);
            if (Interlocked.Decrement(ref left) == 0)
            {
                all.SetResult();
            }
        };
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer);
        using var ending = new CancellationTokenSource();
        var polling = PollAsync(raw, ending.Token);
        await Task.WhenAll(WriteAsync(events, perSecond, body), all.Task);
        await ending.CancelAsync();
        await polling;
        await channel.QueueDeleteAsync(Queue);
    }

    private async Task WriteAsync(int events, int perSecond, string body)
    {
        var began = Stopwatch.GetTimestamp();
        for (var at = 0; at < events; at++)
        {
            if (TimeSpan.FromSeconds((double)at / perSecond) - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } early)
            {
                await Task.Delay(early);
            }

            await ExecuteAsync("WITH event AS (INSERT INTO peer.event VALUES ($1, $2) RETURNING \"Id\") INSERT INTO peer.waiting SELECT \"Id\" FROM event", Guid.CreateVersion7(), body);
        }
    }

    private async Task PollAsync(RawPublisher raw, CancellationToken ending)
    {
        using var timer = new PeriodicTimer(Every);
        while (!ending.IsCancellationRequested)
        {
            await using (var due = database.CreateCommand("DELETE FROM peer.waiting USING peer.event WHERE waiting.\"Id\" = event.\"Id\" RETURNING event.\"Id\", \"Body\""))
            {
                await using var rows = await due.ExecuteReaderAsync(CancellationToken.None);
                var sending = new List<Task>();
                while (await rows.ReadAsync(CancellationToken.None))
                {
                    sending.Add(raw.SendAsync("", Queue, [.. rows.GetGuid(0).ToByteArray(), .. System.Text.Encoding.UTF8.GetBytes(rows.GetString(1))]).AsTask());
                }

                await Task.WhenAll(sending);
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private async Task ExecuteAsync(string statement, params object[] values)
    {
        await using var command = database.CreateCommand(statement);
        Array.ForEach(values, value => command.Parameters.AddWithValue(value));
        await command.ExecuteNonQueryAsync();
    }
}
