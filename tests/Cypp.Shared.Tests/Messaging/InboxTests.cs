using Cypp.Access.Audit;
using Cypp.Contracts.Index;
using Cypp.Contracts.Messaging;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.Messaging.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Shared.Tests.Messaging;

/// <summary>MQ-5: once in effect, in order. MQ-7: transient failures are tried again, others parked at once.</summary>
public sealed class InboxTests
{
    private static readonly Guid Agency = Guid.CreateVersion7();

    [Theory, Engines]
    public async Task Consume_SameMessageTwice_HasOneEffect(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var delivery = await service.DeliverAsync(Settled(), Guid.CreateVersion7());
        await service.DeliverAsync(delivery);
        Assert.Equal(1, await CountAsync(service));
    }

    [Theory, Engines]
    public async Task Consume_LaterBeforeEarlier_IsHeldAndTakenInOrder(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var deliveries = Stream(3);
        await service.DeliverAsync(deliveries[2]);
        await service.DeliverAsync(deliveries[1]);
        Assert.Equal(0, await CountAsync(service));
        await service.DeliverAsync(deliveries[0]);
        var children = await service.InDatabaseAsync<NoteDb, List<Guid>>(db => db.Notes.OrderBy(note => note.Order).Select(note => note.ChildId).ToListAsync());
        Assert.Equal(deliveries.Select(delivery => ((MatchSettled)delivery.Message).ChildId), children);
        Assert.Equal(0, await service.InDatabaseAsync<NoteDb, int>(db => db.Held.CountAsync()));
    }

    /// <summary>What is here together shares a transaction; it is as if one had come after the other.</summary>
    [Theory, Engines]
    public async Task Consume_AStreamAllAtOnceInAnyOrderAndTwice_IsTakenInInOrderAndOnce(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var deliveries = Stream(130);
        var match = ((MatchSettled)deliveries[77].Message).MatchId;
        OnMatchSettled.Failures[match] = new(Enumerable.Repeat(new MessageRejectedException("unknown-child"), 10));
        await Task.WhenAll(deliveries.Concat(deliveries.Take(40)).OrderBy(delivery => delivery.Envelope.Sequence % 7).Select(service.DeliverAsync));
        var children = await service.InDatabaseAsync<NoteDb, List<Guid>>(db => db.Notes.OrderBy(note => note.Order).Select(note => note.ChildId).ToListAsync());
        Assert.Equal(deliveries.Where(delivery => delivery != deliveries[77]).Select(delivery => ((MatchSettled)delivery.Message).ChildId), children);
        Assert.Equal((130, 0, 1), await service.InDatabaseAsync<NoteDb, (int, int, int)>(async db => (await db.Inbox.CountAsync(), await db.Held.CountAsync(), await db.Parked.CountAsync())));
    }

    [Theory, Engines]
    public async Task Consume_AStreamAtOnceWhileItsDatabaseFails_ComesOutAndHasItsEffectLater(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var deliveries = Stream(20);
        foreach (var delivery in deliveries)
        {
            OnMatchSettled.Failures[((MatchSettled)delivery.Message).MatchId] = new([new TimeoutException(), new TimeoutException()]);
        }

        for (var tries = 0; await CountAsync(service) < deliveries.Count; tries++)
        {
            Assert.InRange(tries, 0, 100);
            await Task.WhenAll(deliveries.Select(service.DeliverAsync)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        Assert.Equal((20, 0, 0), await service.InDatabaseAsync<NoteDb, (int, int, int)>(async db => (await db.Inbox.CountAsync(), await db.Held.CountAsync(), await db.Parked.CountAsync())));
    }

    [Theory, Engines]
    public async Task CloseGaps_GapOlderThan30Seconds_AsksTheOwnerForTheMissingPart(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var deliveries = Stream(4);
        await service.DeliverAsync(deliveries[0]);
        await service.DeliverAsync(deliveries[3]);
        var watcher = service.Services.GetRequiredService<GapWatcher<NoteDb>>();
        await watcher.RunOnceAsync(CancellationToken.None);
        Assert.Empty(await service.PublishedAsync<NoteDb, StateRequested>());
        service.Time.Advance(TimeSpan.FromSeconds(31));
        await watcher.RunOnceAsync(CancellationToken.None);
        var requests = await service.PublishedAsync<NoteDb, StateRequested>();
        Assert.Contains(new StateRequested(deliveries[0].Envelope.Stream, 2, 3, "index"), requests);
    }

    /// <summary>A stream that goes on meanwhile is one gap, not one for each message that comes: answers to each would be a storm.</summary>
    [Theory, Engines]
    public async Task CloseGaps_OfAStreamThatGoesOn_AsksForTheSameAgainAndLessAndLessOften(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var deliveries = Stream(7);
        await service.DeliverAsync(deliveries[0]);
        var asked = new List<int>();
        foreach (var (next, seconds) in ((int, int)[])[(2, 31), (3, 5), (4, 31), (5, 90), (6, 120)])
        {
            await service.DeliverAsync(deliveries[next]);
            service.Time.Advance(TimeSpan.FromSeconds(seconds));
            await service.Services.GetRequiredService<GapWatcher<NoteDb>>().RunOnceAsync(CancellationToken.None);
            asked.Add((await service.PublishedAsync<NoteDb, StateRequested>()).Count);
        }

        Assert.Equal([1, 1, 2, 3, 3], asked);
        Assert.All(await service.PublishedAsync<NoteDb, StateRequested>(), request => Assert.Equal((2, 2), (request.FromSequence, request.ToSequence)));
    }

    /// <summary>FT-09: it was held by a clock that was ahead.</summary>
    [Theory, Engines]
    public async Task CloseGaps_GapOfATimeToCome_AsksTheOwner(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var deliveries = Stream(3);
        service.Time.Advance(TimeSpan.FromHours(1));
        await service.DeliverAsync(deliveries[0]);
        await service.DeliverAsync(deliveries[2]);
        service.Time.AdjustTime(service.Time.GetUtcNow().AddHours(-1));
        await service.Services.GetRequiredService<GapWatcher<NoteDb>>().RunOnceAsync(CancellationToken.None);
        Assert.Contains(new StateRequested(deliveries[0].Envelope.Stream, 2, 2, "index"), await service.PublishedAsync<NoteDb, StateRequested>());
    }

    [Theory, Engines]
    public async Task Consume_EnvelopeWithoutAllowedGround_IsParkedAuditedAndHasNoEffect(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var good = Stream(1)[0];
        await service.DeliverAsync(good with { Envelope = good.Envelope with { LawfulBasis = "" } });
        Assert.Equal(0, await CountAsync(service));
        Assert.Equal("lawful-basis-not-allowed", await service.InDatabaseAsync<NoteDb, string>(db => db.Parked.Select(parked => parked.ReasonCode).SingleAsync()));
        Assert.Equal("parked", await service.InDatabaseAsync<NoteDb, string>(db => db.Set<AuditRow>().Select(row => row.Decision).SingleAsync()));
    }

    [Theory, Engines]
    public async Task Consume_HandlerFailsForGood_IsParkedOnceAndTheNextFlows(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var deliveries = Stream(2);
        var match = ((MatchSettled)deliveries[0].Message).MatchId;
        OnMatchSettled.Failures[match] = new([new MessageRejectedException("unknown-child")]);
        await service.DeliverAsync(deliveries[0]);
        await service.DeliverAsync(deliveries[0]);
        await service.DeliverAsync(deliveries[1]);
        Assert.Equal(1, await CountAsync(service));
        Assert.Equal("unknown-child", await service.InDatabaseAsync<NoteDb, string>(db => db.Parked.Select(parked => parked.ReasonCode).SingleAsync()));
    }

    [Theory, Engines]
    public async Task Consume_TransientFailure_ComesOutAndALaterDeliveryHasItsEffect(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var delivery = Stream(1)[0];
#pragma warning disable CA2201 // Npgsql does.
        Exception[] failures = [new TimeoutException(), new Exception("Received unexpected backend message") { Source = "Npgsql" }];
#pragma warning restore CA2201
        OnMatchSettled.Failures[((MatchSettled)delivery.Message).MatchId] = new(failures);
        await Assert.ThrowsAsync<TimeoutException>(() => service.DeliverAsync(delivery));
        Assert.Same(failures[1], await Record.ExceptionAsync(() => service.DeliverAsync(delivery)));
        Assert.Equal(0, await CountAsync(service));
        await service.DeliverAsync(delivery);
        Assert.Equal(1, await CountAsync(service));
    }

    /// <summary>It keeps its place meanwhile: what follows it neither passes it nor waits for it for ever.</summary>
    [Theory, Engines]
    public async Task Consume_BrokenEnvelopeBeforeItsTurn_IsParkedWhenItsTurnComes(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var deliveries = Stream(3);
        await service.DeliverAsync(deliveries[1] with { Envelope = deliveries[1].Envelope with { Purpose = "" } });
        Assert.Equal(0, await ParkedAsync(service));
        await service.DeliverAsync(deliveries[0]);
        await service.DeliverAsync(deliveries[2]);
        Assert.Equal(2, await CountAsync(service));
        Assert.Equal(1, await ParkedAsync(service));
        Assert.Equal(0, await service.InDatabaseAsync<NoteDb, int>(db => db.Held.CountAsync()));
    }

    /// <summary>A publisher put back to an older state counts again from there: what it says then is new, and not a second delivery.</summary>
    [Theory, Engines]
    public async Task Consume_AnotherMessageUnderATakenNumber_IsParkedForAPersonNotDropped(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var deliveries = Stream(2);
        await service.DeliverAsync(deliveries[0]);
        await service.DeliverAsync(deliveries[1]);
        var again = new Delivery(deliveries[1].Envelope with { MessageId = Guid.CreateVersion7() }, Settled());
        await service.DeliverAsync(again);
        await service.DeliverAsync(again);
        Assert.Equal(2, await CountAsync(service));
        Assert.Equal(["sequence-taken"], await ReasonsAsync(service));
    }

    [Theory]
    [InlineData("no JSON", "body-unreadable")]
    [InlineData("{}", "body-unreadable")]
    [InlineData("""{"matchId":null,"childId":null,"settledAt":null}""", "body-unreadable")]
    [InlineData("""{"matchId":"0150139c-791c-7fa9-97bd-58cbc49b54e8","childId":"0150139c-667b-7e1f-9fb7-c876a435f522"}""", "body-unreadable")]
    [InlineData("[]", "body-unreadable")]
    public async Task Consume_BodyThatIsNotWhatItsTypeAsksFor_IsParkedOnceAndTheNextFlows(string body, string reason)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(Engine.Sqlite);
        var deliveries = Stream(2);
        var poison = new WireMessage(deliveries[0].Envelope, body);
        await service.DeliverAsync(poison);
        await service.DeliverAsync(poison);
        await service.DeliverAsync(deliveries[1]);
        Assert.Equal([reason], await ReasonsAsync(service));
        Assert.Equal(1, await CountAsync(service));
    }

    /// <summary>MQ-10: a later release of the platform tells more inside the same version.</summary>
    [Fact]
    public async Task Consume_BodyWithAMemberThatNobodyKnows_IsTakenIn()
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(Engine.Sqlite);
        var wire = Stream(1)[0].ToWire();
        await service.DeliverAsync(wire with { Body = wire.Body.Replace("}", ""","settledBy":{"role":"analyst"}}""", StringComparison.Ordinal) });
        Assert.Equal((1, 0), (await CountAsync(service), await ParkedAsync(service)));
    }

    /// <summary>MQ-10: a type or version that a later release of the platform put into a stream.</summary>
    [Theory]
    [InlineData("index.not-yet-known", 1, "unknown-type")]
    [InlineData("index.match-settled", 2, "unknown-version")]
    public async Task Consume_FromALaterRelease_IsParkedAndTheNextFlows(string type, int version, string reason)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(Engine.Sqlite);
        var deliveries = Stream(2);
        await service.DeliverAsync(deliveries[0] with { Envelope = deliveries[0].Envelope with { Type = type, Version = version } });
        await service.DeliverAsync(deliveries[1]);
        Assert.Equal([reason], await ReasonsAsync(service));
        Assert.Equal(1, await CountAsync(service));
    }

    /// <summary>MQ-8: what an ended process leaves is how often a message was begun; the fourth time it is not begun again.</summary>
    [Theory, Engines]
    public async Task Consume_SuspectBegunThreeTimesWithoutEnd_IsParked(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var deliveries = Stream(2);
        await service.InDatabaseAsync<NoteDb, int>(db =>
        {
            db.Add(new DeliveryAttempt { MessageId = deliveries[0].Envelope.MessageId, Attempts = 3 });
            return db.SaveChangesAsync();
        });
        await service.DeliverAsync(deliveries[0].ToWire(), suspect: true);
        await service.DeliverAsync(deliveries[1].ToWire(), suspect: true);
        Assert.Equal(["ends-its-consumer"], await ReasonsAsync(service));
        Assert.Equal(1, await CountAsync(service));
        Assert.Equal(0, await service.InDatabaseAsync<NoteDb, int>(db => db.Set<DeliveryAttempt>().CountAsync()));
    }

    /// <summary>A database that is away is no fault of the message, however often it is tried meanwhile.</summary>
    [Theory, Engines]
    public async Task Consume_SuspectThatFailsTransiently_IsTakenInInTheEnd(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var delivery = Stream(1)[0];
        OnMatchSettled.Failures[((MatchSettled)delivery.Message).MatchId] = new(Enumerable.Repeat(new TimeoutException(), 5));
        for (var times = 0; times < 5; times++)
        {
            await Assert.ThrowsAsync<TimeoutException>(() => service.DeliverAsync(delivery.ToWire(), suspect: true));
        }

        await service.DeliverAsync(delivery.ToWire(), suspect: true);
        Assert.Equal((1, 0), (await CountAsync(service), await ParkedAsync(service)));
    }

    private static Task<int> ParkedAsync(ServiceUnderTest service) => service.InDatabaseAsync<NoteDb, int>(db => db.Parked.CountAsync());

    private static Task<List<string>> ReasonsAsync(ServiceUnderTest service) =>
        service.InDatabaseAsync<NoteDb, List<string>>(db => db.Parked.Select(parked => parked.ReasonCode).ToListAsync());

    private static MatchSettled Settled() => new(Guid.CreateVersion7(), Guid.CreateVersion7(), ServiceUnderTest.Monday);

    internal static List<Delivery> Stream(int length)
    {
        var about = MessageCatalogue.Of(typeof(MatchSettled)).About;
        var stream = $"{about.StreamKind}/{Guid.CreateVersion7():n}";
        return [.. Enumerable.Range(1, length).Select(sequence => new Delivery(
            new Envelope(Guid.CreateVersion7(), about.Name, 1, stream, sequence, ServiceUnderTest.Monday, Agency,
                about.LawfulBasis, about.Purpose, about.DataClass, 0, null),
            Settled()))];
    }

    private static Task<int> CountAsync(ServiceUnderTest service) => service.InDatabaseAsync<NoteDb, int>(db => db.Notes.CountAsync());
}
