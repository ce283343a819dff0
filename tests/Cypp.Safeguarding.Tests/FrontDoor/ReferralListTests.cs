using Cypp.Access;
using Cypp.Testing;

namespace Cypp.Safeguarding.Tests.FrontDoor;

public sealed class ReferralListTests
{
    [Theory, Engines]
    public async Task Get_ReferralsAndCounts_FollowEachDecision(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<SafeguardingModule>(engine);
        var duty = service.ClientFor(Doorstep.Duty);
        var children = Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7()).ToList();
        foreach (var child in children)
        {
            await duty.PostAsync("/safeguarding/v1/contacts", new { childId = child, referralSource = "5A", concern = "Made up." });
        }

        await Doorstep.AcceptAsync(service, children[0]);
        await Doorstep.DeclineAsync(service, children[1]);
        await duty.PostAsync("/safeguarding/v1/contacts", new { matchId = Guid.CreateVersion7(), referralSource = "5A", concern = "Made up." });
        Assert.Equal([children[2].ToString()], await ChildrenAsync(duty, "received"));
        Assert.Equal([children[1].ToString()], await ChildrenAsync(duty, "declined"));
        Assert.Equal([children[2].ToString()], await ChildrenAsync(service.ClientFor(Doorstep.Of(Roles.SocialWorker)), "received"));
        Assert.Empty(await ChildrenAsync(service.ClientFor(Doorstep.Of(Roles.SocialWorker)), "accepted"));
        Assert.Empty(await ChildrenAsync(service.ClientFor(TestPractitioner.Of(Roles.DutyAndAdvice)), "received"));
        var lost = await duty.GetAsync("/safeguarding/v1/referrals?status=lost");
        Assert.Equal((400, "unknown-code", "status"), (lost.Status, lost.Code, (string?)lost.Json["field"]));
        var counts = await duty.GetAsync("/safeguarding/v1/counts");
        Assert.Equal((1, 0, 1, 1), ((int)counts.Json["received"]!, (int)counts.Json["acknowledged"]!, (int)counts.Json["accepted"]!, (int)counts.Json["contactsWaitingForAMatch"]!));
        Assert.Equal(0, (int)(await service.ClientFor(TestPractitioner.Of(Roles.DutyAndAdvice)).GetAsync("/safeguarding/v1/counts")).Json["received"]!);
    }

    [Theory, Engines]
    public async Task Get_ReferralByDuty_EndsThirtyDaysAfterItsDecision(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<SafeguardingModule>(engine);
        var child = Guid.CreateVersion7();
        var duty = service.ClientFor(Doorstep.Duty);
        await duty.PostAsync("/safeguarding/v1/contacts", new { childId = child, referralSource = "5A", concern = "Made up." });
        var (path, _) = await Doorstep.ReferralOfAsync(service, child);
        await Doorstep.AcceptAsync(service, child);
        service.Time.Advance(TimeSpan.FromDays(29));
        Assert.Equal(200, (await duty.GetAsync(path)).Status);
        service.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(404, (await duty.GetAsync(path)).Status);
        Assert.Equal(200, (await service.ClientFor(Doorstep.Worker).GetAsync(path)).Status);
    }

    private static async Task<List<string>> ChildrenAsync(AgencyClient client, string status) =>
        [.. (await client.GetAsync("/safeguarding/v1/referrals?status=" + status)).Json["items"]!.AsArray().Select(item => (string)item!["childId"]!)];
}
