using Cypp.Contracts.Index;
using Cypp.Contracts.Messaging;
using Cypp.Messaging;
using Cypp.Messaging.Data;
using Cypp.Messaging.Dispatch;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Cypp.Shared.Tests.Messaging;

/// <summary>MQ-2: each slot has one dispatcher, and what cannot be sent keeps nothing else back.</summary>
public sealed class DispatcherTests
{
    [Fact]
    public async Task Slots_AreDividedBetweenReplicas_AndTakenOverFromOneThatIsGone()
    {
        var postgres = await TestPostgres.CreateDatabaseAsync();
        await using var one = await ServiceUnderTest.StartAsync<WriterModule>(Engine.PostgreSql, postgres: postgres);
        await EventuallyHeldAsync(postgres, 16);
        await using (await ServiceUnderTest.StartAsync<WriterModule>(Engine.PostgreSql, postgres: postgres))
        {
            await EventuallyHeldAsync(postgres, 8, 8);
        }

        await EventuallyHeldAsync(postgres, 16);
    }

    [Fact]
    public async Task Slots_OfASessionThatWasEnded_AreTakenAgain()
    {
        var postgres = await TestPostgres.CreateDatabaseAsync();
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(Engine.PostgreSql, postgres: postgres);
        await EventuallyHeldAsync(postgres, 16);
        await QueryAsync(postgres, "SELECT 1 FROM (SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()) AS ended");
        await PublishAsync(service, Guid.CreateVersion7(), 3);
        await EventuallyHeldAsync(postgres, 16);
        await service.EventuallySentAsync<NoteDb>();
        Assert.Equal(3, await service.InDatabaseAsync<NoteDb, int>(db => db.Notes.CountAsync()));
    }

    /// <summary>More messages than a round takes, of a type that nobody here takes in, stand before one that somebody does.</summary>
    [Theory, Engines]
    public async Task Send_BehindAStreamThatWaits_IsNotHeldUp(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<WriterModule>(engine);
        await PublishAsync(service, Guid.CreateVersion7(), 500);
        await service.InDatabaseAsync<NoteDb, int>(db =>
        {
            db.Publish(new StateRequested("index/match/none", 1, 1, "index"), Guid.CreateVersion7(), PlatformAgency.Id);
            return db.SaveChangesAsync();
        });
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await service.InDatabaseAsync<NoteDb, bool>(db => db.Outbox.AnyAsync(row => row.Type == "messaging.state-requested" && row.SentAt != null, limit.Token)))
        {
            await Task.Yield();
        }

        Assert.Equal(500, await service.InDatabaseAsync<NoteDb, int>(db => db.Outbox.CountAsync(row => row.SentAt == null && row.ParkedAt == null)));
    }

    /// <summary>FT-09: a replica's clock was ahead when it wrote, or was set back since.</summary>
    [Theory, Engines]
    public async Task Send_WrittenByAClockAhead_IsSentAtOnce(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var key = Guid.CreateVersion7();
        foreach (var ahead in new[] { TimeSpan.FromHours(1), TimeSpan.FromMinutes(1), TimeSpan.Zero })
        {
            await service.InDatabaseAsync<NoteDb, int>(db =>
            {
                var now = service.Time.GetUtcNow() + ahead;
                db.Outbox.Add(OutboxMessage.Of(new MatchSettled(key, Guid.CreateVersion7(), now), Streams.Of("index/match", key), key, 0, now));
                return db.SaveChangesAsync();
            });
        }

        await service.EventuallySentAsync<NoteDb>();
        Assert.Equal(3, await service.InDatabaseAsync<NoteDb, int>(db => db.Notes.CountAsync()));
    }

    /// <summary>A clock ran back while more was written than a round takes: the first has the last time, and so the last id.</summary>
    [Theory, Engines]
    public async Task Send_MoreThanARoundTakes_WhoseFirstHasTheLastId_IsSentWhole(Engine engine)
    {
        const int Messages = 300;
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var key = Guid.CreateVersion7();
        await service.InDatabaseAsync<NoteDb, int>(db =>
        {
            for (var left = Messages; left > 0; left--)
            {
                var written = service.Time.GetUtcNow().AddMilliseconds(left);
                db.Outbox.Add(OutboxMessage.Of(new MatchSettled(key, Guid.CreateVersion7(), written), Streams.Of("index/match", key), key, 0, written));
            }

            return db.SaveChangesAsync();
        });
        await Eventually.HoldsAsync(() =>
        {
            // A stream whose first is not among them is looked at again after a second.
            service.Time.Advance(TimeSpan.FromSeconds(1));
            return service.InDatabaseAsync<NoteDb, bool>(async db => await db.Notes.CountAsync() == Messages);
        });
    }

    /// <summary>Nor does a retry wait for a time that a clock named before it was set back; a row written by one that was ahead waits as any other.</summary>
    [Theory]
    [InlineData(-86_400, 1, false)]
    [InlineData(-86_400, 299, false)]
    [InlineData(-86_400, 301, true)]
    [InlineData(-86_400, 3600, true)]
    [InlineData(-86_400, 0, true)]
    [InlineData(-86_400, -3600, true)]
    [InlineData(60, 1, false)]
    [InlineData(60, 60, true)]
    public void IsDue_RowThatWaits(int written, int next, bool due)
    {
        var now = ServiceUnderTest.Monday;
        var row = OutboxMessage.Of(new MatchSettled(Guid.Empty, Guid.Empty, now), Streams.Of("index/match", Guid.Empty), Guid.Empty, 0, now.AddSeconds(written));
        typeof(OutboxMessage).GetProperty(nameof(OutboxMessage.NextAt))!.SetValue(row, now.AddSeconds(next));
        Assert.Equal(due, StreamTurn.IsDue(now).Compile()(row));
    }

    private static Task<int> PublishAsync(ServiceUnderTest service, Guid key, int messages) => service.InDatabaseAsync<NoteDb, int>(db =>
    {
        for (var number = 0; number < messages; number++)
        {
            db.Publish(new MatchSettled(key, Guid.CreateVersion7(), ServiceUnderTest.Monday), key, key);
        }

        return db.SaveChangesAsync();
    });

    /// <summary>How many slots each session holds, as PostgreSQL says.</summary>
    private static async Task EventuallyHeldAsync(TestPostgres postgres, params long[] expected)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        List<long> held;
        do
        {
            Assert.False(limit.IsCancellationRequested, $"{string.Join(", ", expected)} slots were not held in a minute.");
            held = await QueryAsync(postgres, """
                SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ExclusiveLock' AND granted
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) GROUP BY pid
                """);
        }
        while (!held.Order().SequenceEqual(expected));
    }

    private static async Task<List<long>> QueryAsync(TestPostgres postgres, string statement)
    {
        await using var connection = new NpgsqlConnection(postgres.Superuser + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<long>();
        while (await reader.ReadAsync())
        {
            values.Add(Convert.ToInt64(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture));
        }

        return values;
    }
}
