using System.Text;
using Cypp.Contracts.Index;
using Cypp.Contracts.Messaging;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.Messaging.Data;
using Cypp.Messaging.RabbitMq;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Cypp.Shared.Tests.Messaging;

/// <summary>MQ-4 and MQ-5 over a real broker: a message that no queue takes is not lost, and one that arrives has one effect, in order.</summary>
public sealed class RabbitMqTests
{
    private static readonly Dictionary<string, string?> Broker = new()
    {
        ["Bus:Transport"] = "rabbitmq",
        ["Bus:Address"] = Environment.GetEnvironmentVariable("CYPP_TEST_RABBITMQ"),
    };

    [Fact]
    public async Task Publish_NoSubscriberYet_WaitsAndArrivesOnceAndInOrderWhenThereIsOne()
    {
        await ForgetQueueAsync("learning");
        await ForgetQueueAsync("index");
        await using var writer = await ServiceUnderTest.StartAsync<WriterModule>(Engine.PostgreSql, settings: Broker);
        var key = Guid.CreateVersion7();
        var children = Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7()).ToList();
        foreach (var child in children)
        {
            await writer.InDatabaseAsync<NoteDb, int>(async db =>
            {
                db.Publish(new MatchSettled(key, child, ServiceUnderTest.Monday), key, key);
                return await db.SaveChangesAsync();
            });
        }

        await Eventually.HoldsAsync(async () =>
        {
            writer.Time.Advance(TimeSpan.FromSeconds(2));
            return await writer.InDatabaseAsync<NoteDb, bool>(db => db.Outbox.AnyAsync(row => row.LastError != null));
        });
        Assert.Equal(0, await writer.InDatabaseAsync<NoteDb, int>(db => db.Outbox.CountAsync(row => row.SentAt != null)));

        await using var reader = await ServiceUnderTest.StartAsync<ReaderModule>(Engine.PostgreSql, settings: Broker);
        await Eventually.HoldsAsync(async () =>
        {
            // Each failed attempt waits for a second of the system's time, which stands still in a test.
            writer.Time.Advance(TimeSpan.FromSeconds(2));
            return await reader.InDatabaseAsync<NoteDb, int>(db => db.Notes.CountAsync()) >= children.Count;
        });
        Assert.Equal(children, await reader.InDatabaseAsync<NoteDb, List<Guid>>(db => db.Notes.OrderBy(note => note.Order).Select(note => note.ChildId).ToListAsync()));
        await writer.InDatabaseAsync<NoteDb, int>(db => db.Set<OutboxMessage>().Where(row => row.Sequence == 5).ExecuteUpdateAsync(set => set.SetProperty(row => row.SentAt, (DateTimeOffset?)null)));
        await Eventually.HoldsAsync(async () => await writer.InDatabaseAsync<NoteDb, bool>(db => db.Outbox.AllAsync(row => row.SentAt != null)));
        // What comes after the second delivery tells that it has come.
        var last = Guid.CreateVersion7();
        children.Add(last);
        await writer.InDatabaseAsync<NoteDb, int>(db =>
        {
            db.Publish(new MatchSettled(key, last, ServiceUnderTest.Monday), key, key);
            return db.SaveChangesAsync();
        });
        await Eventually.HoldsAsync(() => reader.InDatabaseAsync<NoteDb, bool>(db => db.Notes.AnyAsync(note => note.ChildId == last)));
        Assert.Equal(children.Count, await reader.InDatabaseAsync<NoteDb, int>(db => db.Notes.CountAsync()));
        Assert.Equal(0, await reader.InDatabaseAsync<NoteDb, int>(db => db.Parked.CountAsync()));
    }

    /// <summary>ADR 17: who waited for a bus that does not come back would send nothing any more.</summary>
    [Fact]
    public async Task Send_OverABusThatNeverAnswers_IsGivenUpAndTriedAgain()
    {
        await ForgetQueueAsync("index");
        await using var service = await ServiceUnderTest.StartAsync<DeafBusModule>(Engine.PostgreSql, settings: Broker);
        var key = Guid.CreateVersion7();
        await service.InDatabaseAsync<NoteDb, int>(db =>
        {
            db.Publish(new MatchSettled(key, key, ServiceUnderTest.Monday), key, key);
            return db.SaveChangesAsync();
        });
        await Eventually.HoldsAsync(async () =>
        {
            // Each failed attempt waits for a second of the system's time, which stands still in a test.
            service.Time.Advance(TimeSpan.FromSeconds(2));
            return await service.InDatabaseAsync<NoteDb, bool>(db => db.Notes.AnyAsync());
        });
        Assert.Equal("TaskCanceledException", await service.InDatabaseAsync<NoteDb, string?>(db => db.Outbox.Select(row => row.LastError).SingleAsync()));
    }

    /// <summary>What is missing may lie in its queue: each answer to who has not read his would keep him from reading the last one.</summary>
    [Fact]
    public async Task CloseGaps_WithMuchUnreadInItsQueue_WaitsTenMinutes()
    {
        await ForgetQueueAsync("learning");
        await using var reader = await ServiceUnderTest.StartAsync<ReaderModule>(Engine.PostgreSql, settings: Broker);
        var watcher = reader.Services.GetRequiredService<GapWatcher<NoteDb>>();
        await reader.DeliverAsync(InboxTests.Stream(2)[1]);
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        await reader.InDatabaseAsync<NoteDb, bool>(async db =>
        {
            await using var stopped = await db.Database.BeginTransactionAsync();
            await db.Database.ExecuteSqlRawAsync("LOCK TABLE inbox IN SHARE MODE");
            for (var unread = 0; unread < 2 * GapRule.MostUnread; unread++)
            {
                await channel.BasicPublishAsync("", "learning", mandatory: true, "{}"u8.ToArray());
            }

            reader.Time.Advance(GapRule.Patience);
            await watcher.RunOnceAsync(CancellationToken.None);
            Assert.Empty(await reader.PublishedAsync<NoteDb, StateRequested>());
            reader.Time.Advance(TimeSpan.FromMinutes(10));
            await watcher.RunOnceAsync(CancellationToken.None);
            Assert.Single(await reader.PublishedAsync<NoteDb, StateRequested>());
            return true;
        });
        await Eventually.HoldsAsync(async () => await channel.MessageCountAsync("learning") == 0);
    }

    /// <summary>MQ-7, MQ-9: whatever lies in the queue is parked once with its reason and given back to nobody.</summary>
    [Fact]
    public async Task Receive_WhatNoServiceWouldSend_IsParkedAndTheQueueIsEmpty()
    {
        await ForgetQueueAsync("learning");
        await using var reader = await ServiceUnderTest.StartAsync<ReaderModule>(Engine.PostgreSql, settings: Broker);
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        foreach (var (body, headers) in ((byte[], Dictionary<string, object?>?)[])
            [([0xff, 0xfe, 0x00], null), ([], new() { ["cypp-stream"] = 7, ["cypp-sequence"] = "-1", ["x-delivery-count"] = "many" }), ("{}"u8.ToArray(), new() { ["cypp-stream"] = new string('x', 5000) })])
        {
            await channel.BasicPublishAsync("", "learning", mandatory: true, new BasicProperties { Headers = headers }, body);
        }

        await Eventually.HoldsAsync(() => reader.InDatabaseAsync<NoteDb, bool>(async db => await db.Parked.CountAsync() == 3));
        Assert.Equal(["stream-not-allowed"], await reader.InDatabaseAsync<NoteDb, List<string>>(db => db.Parked.Select(parked => parked.ReasonCode).Distinct().ToListAsync()));
        await Eventually.HoldsAsync(async () => await channel.MessageCountAsync("learning") == 0);
        Assert.Equal(0u, await channel.MessageCountAsync("learning.dead"));
    }

    /// <summary>MQ-5: who lacked nothing is not troubled by another's gap.</summary>
    [Fact]
    public async Task WhatOneAskedFor_ReachesItAlone()
    {
        await ForgetQueueAsync("learning");
        await using var reader = await ServiceUnderTest.StartAsync<ReaderModule>(Engine.PostgreSql, settings: Broker);
        await using var writer = await ServiceUnderTest.StartAsync<WriterModule>(Engine.PostgreSql, settings: Broker);
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        var (kind, key) = (MessageCatalogue.Of(typeof(MatchSettled)).About.StreamKind, Guid.CreateVersion7());
        var other = (await channel.QueueDeclareAsync()).QueueName;
        foreach (var routingKey in Names.KeysOf(kind, "outcomes"))
        {
            await channel.QueueBindAsync(other, Names.ExchangeOf(kind), routingKey);
        }

        // Twice, since its first was lost on the way to learning.
        await PublishAsync(child: 1);
        await reader.InDatabaseAsync<NoteDb, int>(db => db.Inbox.ExecuteDeleteAsync());
        await reader.InDatabaseAsync<NoteDb, int>(db => db.Set<StreamPosition>().ExecuteDeleteAsync());
        await writer.DeliverAsync(new StateRequested(Streams.Of(kind, key), 1, 1, "learning"), Guid.CreateVersion7());
        await Eventually.HoldsAsync(() => reader.InDatabaseAsync<NoteDb, bool>(async db => await db.Notes.CountAsync() == 2));
        await PublishAsync(child: 2);
        await Eventually.HoldsAsync(() => reader.InDatabaseAsync<NoteDb, bool>(async db => await db.Notes.CountAsync() == 3));
        Assert.Equal(2u, await channel.MessageCountAsync(other));

        async Task PublishAsync(int child)
        {
            await writer.InDatabaseAsync<NoteDb, int>(db =>
            {
                db.Publish(new MatchSettled(key, new Guid(child, 0, 0, new byte[8]), ServiceUnderTest.Monday), key, key);
                return db.SaveChangesAsync();
            });
            await writer.EventuallySentAsync<NoteDb>();
            await Eventually.HoldsAsync(() => reader.InDatabaseAsync<NoteDb, bool>(db => db.Set<StreamPosition>().AnyAsync(position => position.Sequence == child)));
        }
    }

    /// <summary>MQ-11: what headers say is the sender's word; who may publish to an exchange is the broker's.</summary>
    [Fact]
    public async Task Receive_ByAnotherWayThanItsPublishers_IsParkedAndHasNoEffect()
    {
        await ForgetQueueAsync("learning");
        await using var reader = await ServiceUnderTest.StartAsync<ReaderModule>(Engine.PostgreSql, settings: Broker);
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        var about = MessageCatalogue.Of(typeof(MatchSettled)).About;
        await channel.QueueBindAsync("learning", "cypp.learning", about.StreamKind);
        await SendAsync("", "learning");
        await SendAsync("cypp.learning", about.StreamKind);
        await Eventually.HoldsAsync(() => reader.InDatabaseAsync<NoteDb, bool>(async db => await db.Parked.CountAsync() == 2));
        Assert.Equal(["stream-not-allowed"], await reader.InDatabaseAsync<NoteDb, List<string>>(db => db.Parked.Select(parked => parked.ReasonCode).Distinct().ToListAsync()));
        var rightful = await SendAsync(Names.ExchangeOf(about.StreamKind), about.StreamKind);
        await Eventually.HoldsAsync(() => reader.InDatabaseAsync<NoteDb, bool>(db => db.Notes.AnyAsync()));
        Assert.Equal(rightful, await reader.InDatabaseAsync<NoteDb, Guid>(db => db.Notes.Select(note => note.ChildId).SingleAsync()));

        async Task<Guid> SendAsync(string exchange, string routingKey)
        {
            var (match, child) = (Guid.CreateVersion7(), Guid.CreateVersion7());
            var headers = new Dictionary<string, object?>
            {
                ["cypp-type"] = about.Name,
                ["cypp-version"] = "1",
                ["cypp-stream"] = Streams.Of(about.StreamKind, match),
                ["cypp-sequence"] = "1",
                ["cypp-source-agency"] = Guid.CreateVersion7().ToString(),
                ["cypp-lawful-basis"] = about.LawfulBasis,
                ["cypp-purpose"] = about.Purpose,
                ["cypp-data-class"] = about.DataClass,
                ["cypp-restriction-level"] = "0",
            };
            await channel.BasicPublishAsync(
                exchange, routingKey, mandatory: true, new BasicProperties { MessageId = Guid.CreateVersion7().ToString(), Headers = headers },
                Encoding.UTF8.GetBytes(MessageCatalogue.Write(new MatchSettled(match, child, ServiceUnderTest.Monday))));
            return child;
        }
    }

    // An earlier run on the same broker may have left the subscriber's queue.
    private static async Task ForgetQueueAsync(string queue)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeleteAsync(queue);
    }

    private static Task<IConnection> ConnectAsync() => new ConnectionFactory { Uri = new Uri(Broker["Bus:Address"]!) }.CreateConnectionAsync();
}
