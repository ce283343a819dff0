using Cypp.Contracts.Safeguarding;
using Cypp.Health.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Health.Tests;

public sealed class ConsumersTests
{
    [Theory, Engines]
    public async Task Deliver_SameMessageTwice_ChangesNothing(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        var (childId, planId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        object[] messages =
        [
            LookUpAlertsTests.Record(childId, "9990000018", service.Time.GetUtcNow()),
            new ProtectionPlanStarted(planId, childId, new(2015, 11, 2), "NEG", "1", "2"),
            new ProtectionPlanEnded(planId, childId, new(2016, 2, 1)),
        ];
        foreach (var message in messages)
        {
            await service.DeliverAsync(await service.DeliverAsync(message, childId));
        }

        Assert.Equal((1, 1, 0), await CountsAsync(service));
        var ended = await service.InDatabaseAsync<HealthDb, DateOnly?>(db => db.Plans.Select(plan => plan.EndedOn).SingleAsync());
        Assert.Equal(new DateOnly(2016, 2, 1), ended);
    }

    [Theory, Engines]
    public async Task Deliver_LaterRecordOfAClockThatWasSetBack_IsTheRecord(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        var childId = Guid.CreateVersion7();
        await service.DeliverAsync(LookUpAlertsTests.Record(childId, null, service.Time.GetUtcNow()), childId);
        await service.DeliverAsync(LookUpAlertsTests.Record(childId, "9990000018", service.Time.GetUtcNow().AddHours(-1)), childId);
        Assert.Equal("9990000018", await service.InDatabaseAsync<HealthDb, string?>(db => db.Children.Select(child => child.NhsNumber).SingleAsync()));
    }

    [Theory, Engines]
    public async Task Deliver_EndOfAPlanNeverStarted_IsParked(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        await service.DeliverAsync(new ProtectionPlanEnded(Guid.CreateVersion7(), Guid.CreateVersion7(), new(2016, 2, 1)), Guid.CreateVersion7());
        Assert.Equal((0, 0, 1), await CountsAsync(service));
    }

    private static Task<(int, int, int)> CountsAsync(ServiceUnderTest service) => service.InDatabaseAsync<HealthDb, (int, int, int)>(async db =>
        (await db.Children.CountAsync(), await db.Plans.CountAsync(), await db.Parked.CountAsync()));
}
