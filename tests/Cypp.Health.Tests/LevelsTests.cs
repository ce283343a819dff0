using Cypp.Access;
using Cypp.Access.Audit.Chain;
using Cypp.Contracts.Learning;
using Cypp.Contracts.Safeguarding;
using Cypp.Health.Data;
using Cypp.Health.Tests.Audit;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Health.Tests;

/// <summary>OP-36: what waits for a person or for the chain is seen from outside, in every service alike.</summary>
public sealed class LevelsTests
{
    [Theory, Engines]
    public async Task Parked_IsALevelUntilTwoPeopleDiscardIt(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        var about = MessageCatalogue.Of(typeof(ProtectionPlanStarted)).About;
        var message = new WireMessage(
            new Envelope(
                Guid.CreateVersion7(), about.Name, about.Version, Streams.Of(about.StreamKind, Guid.CreateVersion7()), 1, ServiceUnderTest.Monday, Guid.CreateVersion7(),
                about.LawfulBasis, about.Purpose, about.DataClass, 0, null),
            "{}");
        Assert.Equal(0, await LevelAsync(service, "cypp.parked.waiting"));
        await service.DeliverAsync(message);
        Assert.Equal(1, await LevelAsync(service, "cypp.parked.waiting"));
        var (path, person) = ($"/health/v1/messages/parked/{message.Envelope.MessageId}/discard", TestPractitioner.Of(Roles.PlatformOperator));
        await service.ClientFor(person).PostAsync(path, new { reasonCode = "test" });
        Assert.Equal(1, await LevelAsync(service, "cypp.parked.waiting"));
        await service.ClientFor(person.Colleague()).PostAsync(path + "/approval", new { });
        Assert.Equal(0, await LevelAsync(service, "cypp.parked.waiting"));
    }

    [Theory, Engines]
    public async Task Held_ForAnEarlierOne_IsAnAge(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        var first = await service.DeliverAsync(new ProtectionPlanStarted(Guid.CreateVersion7(), Guid.CreateVersion7(), new(2015, 11, 2), "EMO", "0113 496 0001", "0113 496 0002"), Guid.CreateVersion7());
        await service.DeliverAsync(first with { Envelope = first.Envelope with { MessageId = Guid.CreateVersion7(), Sequence = 3 } });
        service.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(4, await LevelAsync(service, "cypp.held.age"));
        await service.DeliverAsync(first with { Envelope = first.Envelope with { MessageId = Guid.CreateVersion7(), Sequence = 2 } });
        Assert.Equal(0, await LevelAsync(service, "cypp.held.age"));
    }

    [Theory, Engines]
    public async Task Message_GivenUpByItsSender_IsALevel(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        await service.InDatabaseAsync<HealthDb, int>(async db =>
        {
            // In one transaction, or the dispatcher may have it before it is given up.
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Publish(new PupilLeft(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), default), Guid.CreateVersion7(), Guid.CreateVersion7());
            await db.SaveChangesAsync();
            var given = await db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(row => row.ParkedAt, ServiceUnderTest.Monday));
            await transaction.CommitAsync();
            return given;
        });
        Assert.Equal(1, await LevelAsync(service, "cypp.outbox.parked"));
    }

    [Theory, Engines]
    public async Task AuditRows_WithoutAPlaceInTheChain_AreALevelAndAnAge(Engine engine)
    {
        await using var world = await AuditWorld.StartAsync(engine, rows: 1);
        await world.LookUpAsync(2);
        var levels = await world.Service.MeasureAsync<AuditLevels<HealthDb>>();
        Assert.Equal((2, 1), (levels["cypp.audit.unsealed"], levels["cypp.audit.age"]));
        await world.SealAsync();
        levels = await world.Service.MeasureAsync<AuditLevels<HealthDb>>();
        Assert.Equal((0, 0), (levels["cypp.audit.unsealed"], levels["cypp.audit.age"]));
    }

    private static async Task<double> LevelAsync(ServiceUnderTest service, string name) => (await service.MeasureAsync<MessageLevels<HealthDb>>())[name];
}
