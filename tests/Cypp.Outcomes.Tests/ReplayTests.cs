using Cypp.Contracts.EarlyHelp;
using Cypp.Outcomes.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Outcomes.Tests;

public sealed class ReplayTests
{
    [Theory, Engines]
    public async Task Replay_DroppedProjection_PublishesTheSameBytes(Engine engine)
    {
        await using var straight = await ServiceUnderTest.StartAsync<OutcomesModule>(engine);
        await using var replayed = await ServiceUnderTest.StartAsync<OutcomesModule>(engine);
        await TellAsync(straight);
        await TellAsync(replayed);
        var counts = await CountsAsync(straight);
        await replayed.InDatabaseAsync<OutcomesDb, int>(async db => await db.Residences.ExecuteDeleteAsync() + await db.Spans.ExecuteDeleteAsync()
            + await db.Assessments.ExecuteDeleteAsync() + await db.Attendance.ExecuteDeleteAsync());
        Assert.NotEqual(counts, await CountsAsync(replayed));
        Assert.Equal(200, (await ReplayAsync(replayed)).Status);
        Assert.Equal(counts, await CountsAsync(replayed));
        foreach (var service in (ServiceUnderTest[])[straight, replayed])
        {
            service.Time.Advance(TimeSpan.FromDays(70));
            Assert.Equal(201, (await City.CloseAsync(service, "2015-Q4")).Status);
        }

        var published = await City.ScorecardAsync(straight);
        Assert.Equal(published, await City.ScorecardAsync(replayed));
        Assert.Contains("\"value\":90,", published, StringComparison.Ordinal);
        Assert.Contains("\"mark\":\"c\"", published, StringComparison.Ordinal);
    }

    /// <summary>A completed assessment is a row a message: applied twice, it would be there twice.</summary>
    [Theory, Engines]
    public async Task Replay_MessagesArriveMeanwhile_EachIsAppliedOnce(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<OutcomesModule>(engine);
        for (var before = 0; before < 60; before++)
        {
            await City.CaseAsync(service, "aire-bank", City.Before);
        }

        var replay = ReplayAsync(service);
        for (var meanwhile = 0; meanwhile < 20; meanwhile++)
        {
            await City.CaseAsync(service, "oak-hill", City.Before);
        }

        Assert.Equal(200, (await replay).Status);
        await service.InDatabaseAsync<OutcomesDb, bool>(async db =>
        {
            Assert.Equal(80, await db.Assessments.CountAsync());
            Assert.Equal(80, await db.Spans.CountAsync());
            Assert.Equal(80, await db.Residences.CountAsync());
            Assert.Equal(240, await db.Journal.CountAsync());
            return true;
        });
    }

    private static async Task TellAsync(ServiceUnderTest service)
    {
        await City.PlansAsync(service, "aire-bank", 7, City.Before);
        await City.PlansAsync(service, "moor-top", 9, City.Before);
        await City.AttendanceAsync(service, "aire-bank", 6, 30, 27);
        await City.CloseAsync(service, "2015-Q3");
        foreach (var child in await City.PlansAsync(service, "oak-hill", 2, new DateOnly(2015, 10, 20)))
        {
            await City.LivesInAsync(service, child, "moor-top", ServiceUnderTest.Monday.AddDays(1));
        }

        var (caseId, taken) = await City.CaseAsync(service, "oak-hill", City.Before);
        await service.DeliverAsync(new EarlyHelpLeadHandedOver(caseId, taken, Guid.CreateVersion7(), ServiceUnderTest.Monday), taken);
        await service.DeliverAsync(
            new StepDownAccepted(Guid.CreateVersion7(), caseId, taken, Guid.CreateVersion7(), Guid.CreateVersion7(), ServiceUnderTest.Monday), taken);
    }

    private static async Task<string> CountsAsync(ServiceUnderTest service) => (await service.ClientFor(City.Manager).GetAsync("/outcomes/v1/counts")).Body;

    private static Task<Answer> ReplayAsync(ServiceUnderTest service) => service.ClientFor(City.Operator).PostAsync("/outcomes/v1/projection/replay");
}
