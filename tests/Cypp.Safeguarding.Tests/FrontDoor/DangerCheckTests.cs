using Cypp.Access;
using Cypp.Testing;

namespace Cypp.Safeguarding.Tests.FrontDoor;

/// <summary>At night and at weekends someone looks at once whether a child is in immediate danger.</summary>
public sealed class DangerCheckTests
{
    private static readonly object Danger = new { immediateDanger = true, note = "Made up: nobody answers." };

    [Theory, Engines]
    public async Task Post_OnlyOnceOnThePresentVersion_AndDangerGoesToAManager(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var child = Guid.CreateVersion7();
        var made = await service.ClientFor(TestPractitioner.Of(Roles.Police, "police"))
            .PostAsync("/safeguarding/v1/contacts", new { childId = child, referralSource = "6", concern = "Made up." });
        var path = $"/safeguarding/v1/contacts/{made.Id("contactId")}";
        var night = service.ClientFor(Doorstep.Night);
        Assert.Equal((428, "if-match-missing"), Of(await night.PostAsync(path + "/danger-check", Danger)));
        Assert.Equal((412, "stale"), Of(await night.PostAsync(path + "/danger-check", Danger, "\"99\"")));
        var etag = (await night.GetAsync(path)).ETag;
        Assert.Equal(404, (await service.ClientFor(TestPractitioner.Of(Roles.OutOfHours)).PostAsync(path + "/danger-check", Danger, etag)).Status);
        var answer = await night.PostAsync(path + "/danger-check", Danger, etag);
        Assert.Equal(200, answer.Status);
        Assert.Equal((409, "danger-already-checked"), Of(await night.PostAsync(path + "/danger-check", Danger, answer.ETag)));
        Assert.Equal(["immediate-danger"], await Doorstep.InboxAsync(service, Doorstep.Manager, child));
        var (referral, _) = await Doorstep.ReferralOfAsync(service, child);
        var whole = await service.ClientFor(Doorstep.Manager).GetAsync(referral);
        Assert.True((bool?)Assert.Single(whole.Json["contacts"]!.AsArray())!["immediateDanger"]);
    }

    [Theory, Engines]
    public async Task Contact_OutsideOfficeHours_CallsTheOutOfHoursTeamAndAlwaysDuty(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<SafeguardingModule>(engine);
        var police = service.ClientFor(TestPractitioner.Of(Roles.Police, "police"));
        await police.PostAsync("/safeguarding/v1/contacts", new { childId = Guid.CreateVersion7(), referralSource = "6", concern = "Made up." });
        Assert.Empty(await Doorstep.InboxAsync(service, Doorstep.Night));
        service.Time.Advance(new DateTimeOffset(2015, 11, 6, 23, 10, 0, TimeSpan.Zero) - ServiceUnderTest.Monday);
        var child = Guid.CreateVersion7();
        await police.PostAsync("/safeguarding/v1/police-incidents", Doorstep.Incident("R-1", [new { childId = child, present = true }], Guid.CreateVersion7()));
        Assert.Equal(["immediate-danger-check"], await Doorstep.InboxAsync(service, Doorstep.Night));
        Assert.Equal(["contact-made"], await Doorstep.InboxAsync(service, Doorstep.Duty, child));
        var (path, _) = await Doorstep.ReferralOfAsync(service, child);
        Assert.Equal("2015-11-09", (string?)(await service.ClientFor(Doorstep.Duty).GetAsync(path)).Json["decisionDueOn"]);
    }

    private static (int, string?) Of(Answer answer) => (answer.Status, answer.Code);
}
