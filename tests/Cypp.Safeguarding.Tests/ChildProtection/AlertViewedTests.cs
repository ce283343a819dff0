using Cypp.Access;
using Cypp.Contracts.Health;
using Cypp.Messaging;
using Cypp.Testing;

namespace Cypp.Safeguarding.Tests.ChildProtection;

public sealed class AlertViewedTests
{
    private static readonly DateTimeOffset Saturday = new(2015, 11, 7, 10, 0, 0, TimeSpan.Zero);

    [Theory, Engines]
    public async Task Viewed_InOfficeHours_TellsTheSocialWorkerOnce(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var one = await CaseUnderTest.OpenAsync(service);
        await service.DeliverAsync(await ViewAsync(one, ServiceUnderTest.Monday.AddHours(1)));
        Assert.Equal(1, await ToldAsync(one.Worker));
        Assert.Equal(0, await ToldAsync(one.Service.ClientFor(one.WorkerPerson.Colleague(Roles.OutOfHours))));
    }

    [Theory, Engines]
    public async Task Viewed_AtTheWeekend_TellsTheOutOfHoursTeam(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var one = await CaseUnderTest.OpenAsync(service);
        await ViewAsync(one, Saturday);
        Assert.Equal(0, await ToldAsync(one.Worker));
        Assert.Equal(1, await ToldAsync(one.Service.ClientFor(one.WorkerPerson.Colleague(Roles.OutOfHours))));
    }

    private static async Task<Delivery> ViewAsync(CaseUnderTest one, DateTimeOffset viewedAt)
    {
        await one.ProtectAsync();
        var plan = await one.Worker.GetAsync($"/safeguarding/v1/children/{one.ChildId}/plan");
        return await one.Service.DeliverAsync(
            new AlertViewed(
                Guid.CreateVersion7(), one.ChildId, Guid.Parse((string)plan.Json["plan"]!["planId"]!), Guid.CreateVersion7(), Guid.CreateVersion7(), viewedAt),
            one.ChildId);
    }

    private static async Task<int> ToldAsync(AgencyClient client) => (await client.GetAsync("/safeguarding/v1/inbox")).Json["items"]!.AsArray()
        .Count(item => (string?)item!["kind"] == "alert-viewed");
}
