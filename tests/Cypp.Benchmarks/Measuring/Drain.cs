using System.Diagnostics;
using Cypp.Benchmarks.Peers;
using Cypp.Benchmarks.Seeding;
using Npgsql;

namespace Cypp.Benchmarks.Measuring;

/// <summary>How fast the index's dispatcher sends what waits.</summary>
internal sealed class Drain(Stand stand) : IAsyncDisposable
{
    public const string NothingWaits = "SELECT NOT EXISTS (SELECT FROM outbox WHERE \"SentAt\" IS NULL)";

    private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create(stand.Platform.DatabaseOf(OutboxRows.Service));

    /// <summary>Again and again, for so long at least: code is compiled anew until some 20,000 messages and more.</summary>
    public async Task WarmUpAsync(int messages, TimeSpan length)
    {
        var began = Stopwatch.GetTimestamp();
        do
        {
            await RunAsync("warm-up", messages);
        }
        while (Stopwatch.GetElapsedTime(began) < length);
    }

    /// <summary>From the first round of the dispatcher to the last.</summary>
    public async Task<Reading> RunAsync(string name, int messages)
    {
        var at = TimeProvider.System.GetUtcNow();
        await using (var paused = await PausedDispatcher.OfAsync(stand, OutboxRows.Service))
        {
            await new OutboxRows(stand).AddAsync(messages, at);
        }

        var processes = new[] { stand.Platform.ProcessIdOf(OutboxRows.Service) };
        return await Reading.OfAsync(name, () => CpuTime.Of(processes) + stand.PostgresCpu(), async () =>
        {
            await Until.SoAsync(_database, NothingWaits);
            return await SentAsync(at, DateTimeOffset.MaxValue);
        });
    }

    /// <summary>Returns when the dispatcher has begun with what waits.</summary>
    public async Task SendingAsync()
    {
        var since = TimeProvider.System.GetUtcNow();
        await Until.SoAsync(_database, "SELECT EXISTS (SELECT FROM outbox WHERE \"SentAt\" > @since)", new NpgsqlParameter<DateTime>("since", since.UtcDateTime));
    }

    /// <summary>What was sent between two moments; the first round's rows began before it was marked, and do not count.</summary>
    public async Task<Wrk.Load> SentAsync(DateTimeOffset from, DateTimeOffset until)
    {
        await using var asking = _database.CreateCommand("""
            SELECT sum(rows) FILTER (WHERE at > first)::bigint, max(at) - min(at) FROM (
                SELECT "SentAt" AS at, count(*) AS rows, min("SentAt") OVER () AS first FROM outbox WHERE "SentAt" > @from AND "SentAt" < @until GROUP BY "SentAt") AS round
            """);
        asking.Parameters.AddWithValue("from", from.UtcDateTime);
        asking.Parameters.AddWithValue("until", until == DateTimeOffset.MaxValue ? DateTime.MaxValue : until.UtcDateTime);
        await using var row = await asking.ExecuteReaderAsync();
        await row.ReadAsync();
        return row.IsDBNull(0)
            ? throw new InvalidOperationException("The dispatcher has sent less than two rounds of messages.")
            : new(row.GetInt64(0), row.GetTimeSpan(1));
    }

    /// <summary>What still waits is taken for sent: nobody waits for it.</summary>
    public async Task DiscardAsync()
    {
        await using var discard = _database.CreateCommand("UPDATE outbox SET \"SentAt\" = now() WHERE \"SentAt\" IS NULL");
        await discard.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
