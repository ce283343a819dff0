using Cypp.Access;
using Cypp.Contracts.Safeguarding;
using Cypp.Safeguarding.Data;
using Cypp.Testing;

namespace Cypp.Safeguarding.Tests.ChildProtection;

public sealed class ConferenceTests
{
    [Theory, Engines]
    public async Task Record_InitialForSiblings_StartsAPlanEachAndTellsItOnce(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var elder = await CaseUnderTest.OpenAsync(service);
        var younger = await CaseUnderTest.OpenAsync(service, elder);
        var conference = await elder.ScheduleAsync(younger);
        Assert.Equal((201, "2015-11-23"), (conference.Status, (string?)conference.Json["dueOn"]));
        var recorded = await elder.RecordAsync(conference, elder.Outcome(), younger.Outcome());
        Assert.Equal((200, 2), (recorded.Status, recorded.Json["plans"]!.AsArray().Count));
        var plan = recorded.Json["plans"]![0]!;
        Assert.Equal(("2015-11-16", "2016-02-02"), ((string?)plan["firstCoreGroupDueOn"], (string?)plan["reviewDueOn"]));
        var started = await service.PublishedAsync<SafeguardingDb, ProtectionPlanStarted>();
        Assert.Single(started, message => message.ChildId == elder.ChildId && message.CategoryOfAbuse == "EMO" && message.OfficePhone == "0113 496 0001");
        Assert.Single(started, message => message.ChildId == younger.ChildId);
        Assert.Equal("conference-already-recorded", (await elder.RecordAsync(recorded with { Body = conference.Body }, elder.Outcome(), younger.Outcome())).Code);
    }

    [Theory, Engines]
    public async Task Record_OutcomesThatLackSomething_AreRefused(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var one = await CaseUnderTest.OpenAsync(service);
        var conference = await one.ScheduleAsync();
        var group = new[] { new { agencyId = one.School.AgencyId } };
        async Task<string?> CodeAsync(object outcome) => (await one.RecordAsync(conference, outcome)).Code;
        Assert.Equal("voice-missing", await CodeAsync(new { one.ChildId, outcome = "no-plan", detail = "D." }));
        Assert.Equal("category-of-abuse-missing", await CodeAsync(new { one.ChildId, outcome = "protection-plan", detail = "D.", childWords = "W.", coreGroup = group }));
        Assert.Equal("core-group-missing", await CodeAsync(new { one.ChildId, outcome = "protection-plan", detail = "D.", childWords = "W.", categoryOfAbuse = "NEG" }));
        Assert.Equal("outcome-not-possible", await CodeAsync(new { one.ChildId, outcome = "end-plan", detail = "D.", childWords = "W." }));
        Assert.Equal("outcomes-incomplete", await CodeAsync(new { childId = Guid.CreateVersion7(), outcome = "no-plan", detail = "D.", childWords = "W." }));
        Assert.Equal("unknown-code", await CodeAsync(new { one.ChildId, outcome = "perhaps", detail = "D.", childWords = "W." }));
        Assert.DoesNotContain(await service.PublishedAsync<SafeguardingDb, ProtectionPlanStarted>(), message => message.ChildId == one.ChildId);
    }

    [Theory, Engines]
    public async Task Schedule_WithoutAnEnquiryThatAskedForIt_IsRefused(Engine engine)
    {
        var one = await CaseUnderTest.OpenAsync(await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine));
        async Task<Answer> ScheduleAsync(Guid chairId, string kind = "initial") => await one.Worker.PostAsync(
            "/safeguarding/v1/conferences", new { kind, referralIds = new[] { one.ReferralId }, scheduledFor = one.Today, chairId });
        Assert.Equal("conference-not-decided", (await ScheduleAsync(one.ChairPerson.PractitionerId)).Code);
        Assert.Equal("no-protection-plan", (await ScheduleAsync(one.ChairPerson.PractitionerId, "review")).Code);
        await one.DiscussAsync();
        await one.WorkAsync("/section-47/outcome", new { substantiated = true, conferenceNeeded = true, reason = "R." });
        Assert.Equal("chair-not-independent", (await ScheduleAsync(one.WorkerPerson.PractitionerId)).Code);
        var other = one.Service.ClientFor(TestPractitioner.Of(Roles.SocialWorker));
        Assert.Equal(404, (await other.PostAsync("/safeguarding/v1/conferences", new
        {
            kind = "initial",
            referralIds = new[] { one.ReferralId },
            scheduledFor = one.Today,
            chairId = Guid.CreateVersion7(),
        })).Status);
    }

    [Theory, Engines]
    public async Task Record_ByAnotherChair_IsNotFound(Engine engine)
    {
        var one = await CaseUnderTest.OpenAsync(await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine));
        var conference = await one.ScheduleAsync();
        var path = $"/safeguarding/v1/conferences/{conference.Id("conferenceId")}";
        var other = one.Service.ClientFor(one.ChairPerson.Colleague());
        Assert.Equal(404, (await other.GetAsync(path)).Status);
        Assert.Equal(404, (await other.PostAsync(path + "/record", new
        {
            heldOn = one.Today,
            attendees = new[] { one.SocialCare },
            familysPart = "F.",
            outcomes = new[] { one.Outcome() },
        }, conference.ETag)).Status);
        Assert.Equal(200, (await one.Chair.GetAsync(path)).Status);
    }

    [Theory, Engines]
    public async Task Invite_AdultNotToBeTold_IsRefusedForSiblingsToo(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var elder = await CaseUnderTest.OpenAsync(service);
        var younger = await CaseUnderTest.OpenAsync(service, elder);
        var conference = await elder.ScheduleAsync(younger);
        var path = $"/safeguarding/v1/conferences/{conference.Id("conferenceId")}/invitations";
        var refused = await elder.Worker.PostAsync(path, new { adultId = younger.Partner }, conference.ETag);
        Assert.Equal((409, "adult-not-to-be-told"), (refused.Status, refused.Code));
        Assert.Equal("adult-unknown", (await elder.Worker.PostAsync(path, new { adultId = Guid.CreateVersion7() }, conference.ETag)).Code);
        Assert.Equal(428, (await elder.Worker.PostAsync(path, new { adultId = elder.Mother })).Status);
        var invited = await elder.Worker.PostAsync(path, new { adultId = elder.Mother }, conference.ETag);
        Assert.Equal(201, invited.Status);

        // The school comes for its own pupil and sees nothing of the sibling.
        await elder.Worker.PostAsync(path, new { agencyId = elder.School.AgencyId, childIds = new[] { elder.ChildId } }, invited.ETag);
        var seen = await service.ClientFor(elder.School).GetAsync($"/safeguarding/v1/conferences/{conference.Id("conferenceId")}");
        Assert.Equal(200, seen.Status);
        Assert.DoesNotContain(younger.ChildId.ToString(), seen.Body, StringComparison.Ordinal);
    }
}
