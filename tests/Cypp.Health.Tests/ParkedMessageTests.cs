using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Contracts.Index;
using Cypp.Contracts.Safeguarding;
using Cypp.Health.Data;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Health.Tests;

/// <summary>MQ-9: parked messages are listed with their reason, taken in after all, once, or discarded by two people.</summary>
public sealed class ParkedMessageTests
{
    private static readonly TestPractitioner Operator = TestPractitioner.Of(Roles.PlatformOperator);

    [Theory, Engines]
    public async Task Replay_OfWhatCanBeTakenInNow_HasItsEffectOnceHoweverOftenItIsAsked(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        var parked = await ParkAsync(service, Plan());
        var answer = await ReplayAsync(service, new { messageId = parked });
        Assert.Equal((202, 1), (answer.Status, (int)answer.Json["count"]!));
        Assert.Equal(0, (int)(await ReplayAsync(service, new { messageId = parked })).Json["count"]!);
        await RunAsync(service);
        await RunAsync(service);
        Assert.Equal(0, (int)(await ReplayAsync(service, new { messageId = parked })).Json["count"]!);
        Assert.Equal(1, await service.InDatabaseAsync<HealthDb, int>(db => db.Plans.CountAsync()));
        Assert.Empty((await ListAsync(service)).Json["items"]!.AsArray());
    }

    [Theory]
    [InlineData("type")]
    [InlineData("window")]
    public async Task Replay_OfATypeOrATime_TakesThoseAndNoOther(string by)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(Engine.Sqlite);
        await ParkAsync(service, Plan());
        service.Time.Advance(TimeSpan.FromHours(1));
        var from = service.Time.GetUtcNow();
        await ParkAsync(service, Child());
        service.Time.Advance(TimeSpan.FromHours(1));
        var answer = await ReplayAsync(service, by == "type" ? new { type = "index.child-record-changed" } : new { parkedFrom = from, parkedTo = service.Time.GetUtcNow() });
        Assert.Equal(1, (int)answer.Json["count"]!);
        await RunAsync(service);
        Assert.Equal((0, 1), await service.InDatabaseAsync<HealthDb, (int, int)>(async db => (await db.Plans.CountAsync(), await db.Children.CountAsync())));
    }

    [Fact]
    public async Task Replay_OfNothingInParticular_IsRefused()
    {
        var service = await ServiceUnderTest.SharedAsync<HealthModule>(Engine.Sqlite);
        var answer = await ReplayAsync(service, new { parkedFrom = ServiceUnderTest.Monday });
        Assert.Equal((400, "nothing-chosen"), (answer.Status, answer.Code));
    }

    /// <summary>A release that knows the type takes it in; this one parks it again, with the reason.</summary>
    [Theory, Engines]
    public async Task Replay_OfWhatStillCannotBeTakenIn_IsParkedAgain(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        var delivery = Plan();
        await service.DeliverAsync(new WireMessage(delivery.Envelope, "{}"));
        Assert.Equal(1, (int)(await ReplayAsync(service, new { messageId = delivery.Envelope.MessageId })).Json["count"]!);
        await RunAsync(service);
        var item = Assert.Single((await ListAsync(service)).Json["items"]!.AsArray())!;
        Assert.Equal(("body-unreadable", false), ((string?)item["reasonCode"], (bool)item["replayAsked"]!));
    }

    /// <summary>The service was ended by it again and again, and is not begun with it for ever.</summary>
    [Theory, Engines]
    public async Task Replay_OfWhatEndsTheProcess_IsGivenUp(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        var parked = await ParkAsync(service, Plan());
        await ReplayAsync(service, new { messageId = parked });
        await BeginAsync(service, parked);
        await RunAsync(service);
        Assert.Equal(0, await service.InDatabaseAsync<HealthDb, int>(db => db.Plans.CountAsync()));
        var item = Assert.Single((await ListAsync(service)).Json["items"]!.AsArray())!;
        Assert.Equal(("ends-its-consumer", false), ((string?)item["reasonCode"], (bool)item["replayAsked"]!));
    }

    /// <summary>The older state must not come into the newer one's place.</summary>
    [Theory, Engines]
    public async Task NewerState_MakesTheParkedOlderOnePointless(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        var older = Child();
        await ParkAsync(service, older);
        var message = (ChildRecordChanged)older.Message;
        await service.DeliverAsync(new Delivery(older.Envelope with { MessageId = Guid.CreateVersion7(), Sequence = 2 }, message with { NhsNumber = "9990000026", OccurredAt = message.OccurredAt.AddHours(1) }));
        Assert.Equal(0, (int)(await ReplayAsync(service, new { messageId = older.Envelope.MessageId })).Json["count"]!);
        Assert.Equal("overtaken", await service.InDatabaseAsync<HealthDb, string?>(db => db.Parked.Select(row => row.Settlement).SingleAsync()));
    }

    [Theory, Engines]
    public async Task Discard_NeedsASecondPerson_AndIsOnRecord(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        var parked = await ParkAsync(service, Plan());
        var path = $"/health/v1/messages/parked/{parked}/discard";
        var (one, other) = (service.ClientFor(Operator), service.ClientFor(Operator.Colleague()));
        Assert.Equal((409, "discard-not-asked"), Told(await other.PostAsync(path + "/approval", new { })));
        Assert.Equal(400, (await one.PostAsync(path, new { reasonCode = "because" })).Status);
        Assert.Equal(204, (await one.PostAsync(path, new { reasonCode = "obsolete" })).Status);
        Assert.Equal((409, "second-person-needed"), Told(await one.PostAsync(path + "/approval", new { })));
        Assert.Single((await ListAsync(service)).Json["items"]!.AsArray());
        Assert.Equal(204, (await other.PostAsync(path + "/approval", new { })).Status);
        Assert.Empty((await ListAsync(service)).Json["items"]!.AsArray());
        Assert.Equal((409, "parked-message-settled"), Told(await one.PostAsync(path, new { reasonCode = "obsolete" })));
        Assert.Equal(404, (await one.PostAsync($"/health/v1/messages/parked/{Guid.CreateVersion7()}/discard", new { reasonCode = "obsolete" })).Status);
        Assert.Equal(0, (int)(await ReplayAsync(service, new { messageId = parked })).Json["count"]!);
        Assert.Equal(
            ["Health_ApproveDiscard", "Health_DiscardParkedMessage", "Health_ReplayParkedMessages"],
            await service.InDatabaseAsync<HealthDb, List<string>>(db => db.Set<AuditRow>()
                .Where(row => row.ResourceId == parked && row.Decision == AuditRow.Permit).Select(row => row.Action).Order().ToListAsync()));
    }

    private static (int, string?) Told(Answer answer) => (answer.Status, answer.Code);

    private static Delivery Plan() => Of(new ProtectionPlanStarted(Guid.CreateVersion7(), Guid.CreateVersion7(), new(2015, 11, 2), "EMO", "0113 496 0001", "0113 496 0002"));

    private static Delivery Child() => Of(new ChildRecordChanged(Guid.CreateVersion7(), null, "9990000018", null, new(2003, 5, 1), null, "aire-valley", false, ServiceUnderTest.Monday));

    private static Delivery Of(object message)
    {
        var about = MessageCatalogue.Of(message.GetType()).About;
        return new(
            new Envelope(
                Guid.CreateVersion7(), about.Name, about.Version, Streams.Of(about.StreamKind, Guid.CreateVersion7()), 1, ServiceUnderTest.Monday, Guid.CreateVersion7(),
                about.LawfulBasis, about.Purpose, about.DataClass, 0, null),
            message);
    }

    /// <summary>It was begun so often that it was parked, though nothing is wrong with it.</summary>
    private static async Task<Guid> ParkAsync(ServiceUnderTest service, Delivery delivery)
    {
        var id = delivery.Envelope.MessageId;
        await BeginAsync(service, id);
        await service.DeliverAsync(delivery.ToWire(), suspect: true);
        return id;
    }

    /// <summary>Three times, without an end.</summary>
    private static Task<int> BeginAsync(ServiceUnderTest service, Guid id) => service.InDatabaseAsync<HealthDb, int>(db =>
    {
        db.Add(new Messaging.Data.DeliveryAttempt { MessageId = id, Attempts = 3 });
        return db.SaveChangesAsync();
    });

    private static Task RunAsync(ServiceUnderTest service) => service.Services.GetRequiredService<ParkedReplay<HealthDb>>().RunOnceAsync(CancellationToken.None);

    private static Task<Answer> ReplayAsync(ServiceUnderTest service, object body) => service.ClientFor(Operator).PostAsync("/health/v1/messages/parked/replay", body);

    private static Task<Answer> ListAsync(ServiceUnderTest service) => service.ClientFor(Operator).GetAsync("/health/v1/messages/parked");
}
