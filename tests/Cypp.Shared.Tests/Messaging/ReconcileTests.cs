using Cypp.Contracts.Index;
using Cypp.Contracts.Messaging;
using Cypp.Messaging;
using Cypp.Messaging.Consume.Reconcile;
using Cypp.Messaging.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Shared.Tests.Messaging;

/// <summary>MQ-13: what a broker lost after it had confirmed it, and what a restored database has no longer, is noticed and made good.</summary>
public sealed class ReconcileTests
{
    [Theory, Engines]
    public async Task HeadsTold_OfMoreThanCame_AsksForTheRest(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var (begun, unknown, whole) = (Guid.CreateVersion7(), StreamOf(Guid.CreateVersion7()), Guid.CreateVersion7());
        await service.DeliverAsync(Settled(), begun);
        await service.DeliverAsync(Settled(), whole);
        await TellAsync(service, new(StreamOf(begun), 3), new(unknown, 2), new(StreamOf(whole), 1), new("learning/pupil/" + Guid.CreateVersion7().ToString("n"), 7));
        Assert.Equal(
            [new StateRequested(StreamOf(begun), 2, 3, "index"), new StateRequested(unknown, 1, 2, "index")],
            (await service.PublishedAsync<NoteDb, StateRequested>()).OrderBy(asked => asked.ToSequence).Reverse());
        Assert.Empty(await service.PublishedAsync<NoteDb, PositionAhead>());
    }

    [Theory, Engines]
    public async Task HeadsTold_OfLessThanCame_TellsTheOwner(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var key = Guid.CreateVersion7();
        await service.DeliverAsync(Settled(), key);
        await service.DeliverAsync(Settled(), key);
        await TellAsync(service, new HeadTold(StreamOf(key), 1));
        Assert.Equal([new PositionAhead(StreamOf(key), 2, "index")], await service.PublishedAsync<NoteDb, PositionAhead>());
        Assert.Empty(await service.PublishedAsync<NoteDb, StateRequested>());
    }

    [Theory, Engines]
    public async Task PositionAhead_OfWhatItOwns_IsCountedOnFrom(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<WriterModule>(engine);
        var (known, lost, foreign) = (Guid.CreateVersion7(), Guid.CreateVersion7(), "learning/pupil/" + Guid.CreateVersion7().ToString("n"));
        await PublishAsync(service, known, 1);
        foreach (var stream in new[] { StreamOf(known), StreamOf(lost), foreign })
        {
            await service.DeliverAsync(new PositionAhead(stream, 5, "learning"), Guid.CreateVersion7());
        }

        await service.DeliverAsync(new PositionAhead(StreamOf(known), 3, "outcomes"), Guid.CreateVersion7());
        await PublishAsync(service, known, 1);
        await PublishAsync(service, lost, 1);
        Assert.Equal([1, 6], await SequencesAsync(service, known));
        Assert.Equal([6], await SequencesAsync(service, lost));
        Assert.False(await service.InDatabaseAsync<NoteDb, bool>(db => db.Set<StreamHead>().AnyAsync(head => head.Stream == foreign)));
    }

    [Theory, Engines]
    public async Task StateRequested_OfNumbersThatItHasNoLonger_SendsTheRestAgainAndVoidsThem(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<WriterModule>(engine);
        var key = Guid.CreateVersion7();
        await PublishAsync(service, key, 3);
        await service.InDatabaseAsync<NoteDb, int>(async db =>
        {
            await db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(row => row.SentAt, ServiceUnderTest.Monday));
            return await db.Outbox.Where(row => row.Sequence == 2).ExecuteDeleteAsync();
        });
        var requested = new StateRequested(StreamOf(key), 1, 9, "learning");
        await service.DeliverAsync(requested, Guid.CreateVersion7());
        await service.DeliverAsync(requested, Guid.CreateVersion7());
        Assert.Equal(
            [(1, "index.match-settled", true), (2, "messaging.number-void", true), (3, "index.match-settled", true)],
            await service.InDatabaseAsync<NoteDb, List<(long, string, bool)>>(async db =>
                [.. (await db.Outbox.Where(row => row.Stream == StreamOf(key)).OrderBy(row => row.Sequence).ToListAsync()).Select(row => (row.Sequence, row.Type, row.SentAt is null))]));
    }

    /// <summary>A subscriber that lost much would else have all the others take it in again, a storm that outlasts what began it.</summary>
    [Theory, Engines]
    public async Task StateRequested_OfWhatWasSent_IsAnsweredToWhoAsked(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<WriterModule>(engine);
        var key = Guid.CreateVersion7();
        await PublishAsync(service, key, 3);
        await service.InDatabaseAsync<NoteDb, int>(db => db.Outbox.Where(row => row.Sequence < 3).ExecuteUpdateAsync(set => set.SetProperty(row => row.SentAt, ServiceUnderTest.Monday)));
        await service.DeliverAsync(new StateRequested(StreamOf(key), 1, 3, "learning"), Guid.CreateVersion7());
        await service.DeliverAsync(new StateRequested(StreamOf(key), 2, 2, "outcomes"), Guid.CreateVersion7());
        await service.DeliverAsync(new StateRequested(StreamOf(key), 1, 1, "learning"), Guid.CreateVersion7());
        // The second is asked for by two; the third waits for all.
        Assert.Equal(
            [(1, "learning"), (2, null), (3, null)],
            await service.InDatabaseAsync<NoteDb, List<(long, string?)>>(async db =>
                [.. (await db.Outbox.Where(row => row.Stream == StreamOf(key)).OrderBy(row => row.Sequence).ToListAsync()).Select(row => (row.Sequence, row.OnlyFor))]));
    }

    /// <summary>Whoever lacks the number goes on; whoever had it before its owner lost it notices nothing.</summary>
    [Theory, Engines]
    public async Task NumberVoid_ClosesAGapAndDisputesNothing(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var key = Guid.CreateVersion7();
        var first = await service.DeliverAsync(Settled(), key);
        await service.DeliverAsync(first with { Envelope = first.Envelope with { MessageId = Guid.CreateVersion7(), Sequence = 3 } });
        foreach (var number in new[] { 2, 1 })
        {
            await service.DeliverAsync(new WireMessage(OutboxMessage.Void(StreamOf(key), number, ServiceUnderTest.Monday).ToEnvelope(MessageCatalogue.Of(typeof(NumberVoid)), null), "{}"));
        }

        Assert.Equal((2, 0, 0), await service.InDatabaseAsync<NoteDb, (int, int, int)>(async db =>
            (await db.Notes.CountAsync(), await db.Held.CountAsync(), await db.Parked.CountAsync())));
    }

    [Theory, Engines]
    public async Task Heads_AreToldOnceANight_WhateverIsSent(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var (sent, waiting) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await PublishAsync(service, sent, 2);
        await service.EventuallySentAsync<NoteDb>();
        await service.InDatabaseAsync<NoteDb, int>(db =>
        {
            // Nobody here takes it.
            db.Publish(new Contracts.Learning.PupilLeft(waiting, waiting, waiting, default), waiting, waiting);
            return db.SaveChangesAsync();
        });
        var teller = service.Services.GetRequiredService<HeadTeller<NoteDb>>();
        await teller.RunOnceAsync(CancellationToken.None);
        await teller.RunOnceAsync(CancellationToken.None);
        Assert.Equal([new HeadTold(StreamOf(sent), 2)], (await service.PublishedAsync<NoteDb, HeadsTold>()).Single().Heads);
        service.Time.Advance(TimeSpan.FromHours(16));
        await teller.RunOnceAsync(CancellationToken.None);
        Assert.Single(await service.PublishedAsync<NoteDb, HeadsTold>());
        service.Time.Advance(TimeSpan.FromHours(2));
        await teller.RunOnceAsync(CancellationToken.None);
        Assert.Equal(2, (await service.PublishedAsync<NoteDb, HeadsTold>()).Count);
    }

    private static string StreamOf(Guid key) => Streams.Of("index/match", key);

    private static MatchSettled Settled() => new(Guid.CreateVersion7(), Guid.CreateVersion7(), ServiceUnderTest.Monday);

    private static Task<Delivery> TellAsync(ServiceUnderTest service, params HeadTold[] heads) => service.DeliverAsync(new HeadsTold("learning", heads), Guid.CreateVersion7());

    private static Task<int> PublishAsync(ServiceUnderTest service, Guid key, int messages) => service.InDatabaseAsync<NoteDb, int>(db =>
    {
        for (var number = 0; number < messages; number++)
        {
            db.Publish(Settled(), key, key);
        }

        return db.SaveChangesAsync();
    });

    private static Task<List<long>> SequencesAsync(ServiceUnderTest service, Guid key) => service.InDatabaseAsync<NoteDb, List<long>>(db =>
        db.Outbox.Where(row => row.Stream == StreamOf(key)).OrderBy(row => row.Sequence).Select(row => row.Sequence).ToListAsync());
}
