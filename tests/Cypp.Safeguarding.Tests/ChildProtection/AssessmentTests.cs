using Cypp.Contracts.Safeguarding;
using Cypp.Safeguarding.Data;
using Cypp.Testing;

namespace Cypp.Safeguarding.Tests.ChildProtection;

public sealed class AssessmentTests
{
    [Theory, Engines]
    public async Task Post_Assessment_PublishesItsCompletionAndNoFactor(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var one = await CaseUnderTest.OpenAsync(service);
        var answer = await one.AssessAsync();
        Assert.Equal((201, "2016-01-07", false), (answer.Status, (string?)answer.Json["dueOn"], (bool)answer.Json["late"]!));
        var published = await service.PublishedAsync<SafeguardingDb, AssessmentCompleted>();
        Assert.Single(published, message => message.ReferralId == one.ReferralId && message.ChildId == one.ChildId);
        Assert.Equal("assessment-already-completed", (await one.AssessAsync()).Code);
    }

    [Theory, Engines]
    public async Task Post_WithoutChildOrFamily_IsRefused(Engine engine)
    {
        var one = await CaseUnderTest.OpenAsync(await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine));
        var silent = await one.WorkAsync("/assessment", new { analysis = "A.", completedOn = one.Today, familysPart = "B." });
        Assert.Equal((422, "voice-missing"), (silent.Status, silent.Code));
        var without = await one.WorkAsync("/assessment", new { analysis = "A.", completedOn = one.Today, reasonNotHeard = "Three weeks old." });
        Assert.Equal((422, "familys-part-missing"), (without.Status, without.Code));
        var factor = await one.WorkAsync("/assessment", new
        {
            analysis = "A.",
            completedOn = one.Today,
            reasonNotHeard = "R.",
            familysPart = "B.",
            adultFactors = new[] { new { adultId = one.Mother, factor = "99" } },
        });
        Assert.Equal((400, "unknown-code"), (factor.Status, factor.Code));
    }

    [Theory, Engines]
    public async Task Post_ByAnotherWorkerStaleOrUnversioned_IsRefused(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var one = await CaseUnderTest.OpenAsync(service);
        var path = $"/safeguarding/v1/referrals/{one.ReferralId}/assessment";
        var body = new { analysis = "A.", completedOn = one.Today, reasonNotHeard = "R.", familysPart = "B." };
        Assert.Equal(404, (await service.ClientFor(one.WorkerPerson.Colleague()).PostAsync(path, body, "\"3\"")).Status);
        Assert.Equal(404, (await service.ClientFor(TestPractitioner.Of(Cypp.Access.Roles.SocialWorker)).PostAsync(path, body, "\"3\"")).Status);
        Assert.Equal(428, (await one.Worker.PostAsync(path, body)).Status);
        Assert.Equal(412, (await one.Worker.PostAsync(path, body, "\"1\"")).Status);
    }

    [Theory, Engines]
    public async Task Post_StrategyDiscussionWithoutHealth_IsRefused(Engine engine)
    {
        var one = await CaseUnderTest.OpenAsync(await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine));
        var answer = await one.WorkAsync("/strategy-discussions", new
        {
            heldAt = one.Service.Time.GetUtcNow(),
            attendees = new[] { one.SocialCare, CaseUnderTest.Police },
            reasonableCause = true,
            decision = "E.",
        });
        Assert.Equal((422, "sector-missing"), (answer.Status, answer.Code));
    }

    [Theory, Engines]
    public async Task Post_ReasonableCause_StartsOneEnquiryAndLetsThePartnersIn(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var one = await CaseUnderTest.OpenAsync(service);
        var police = TestPractitioner.Of(Cypp.Access.Roles.Police, "police");
        var body = new
        {
            heldAt = service.Time.GetUtcNow(),
            reasonableCause = true,
            decision = "Joint enquiry.",
            attendees = new[] { one.SocialCare, new { agencyId = police.AgencyId, sector = "police" }, CaseUnderTest.Health },
        };
        var first = await one.WorkAsync("/strategy-discussions", body);
        Assert.Equal("2015-11-23", (string?)first.Json["conferenceDueOn"]);
        Assert.Null((string?)(await one.WorkAsync("/strategy-discussions", body)).Json["section47Id"]);
        var path = $"/safeguarding/v1/strategy-discussions/{first.Id("strategyDiscussionId")}";
        Assert.Equal(200, (await service.ClientFor(police).GetAsync(path)).Status);
        Assert.Equal(404, (await service.ClientFor(TestPractitioner.Of(Cypp.Access.Roles.Police, "police")).GetAsync(path)).Status);

        var concluded = await one.WorkAsync("/section-47/outcome", new { substantiated = false, conferenceNeeded = false, reason = "Not so." });
        Assert.Equal(200, concluded.Status);
        Assert.Equal(404, (await service.ClientFor(police).GetAsync(path)).Status);
        Assert.Equal("section-47-already-concluded", (await one.WorkAsync(
            "/section-47/outcome", new { substantiated = false, conferenceNeeded = false, reason = "Not so." })).Code);
    }
}
