using Cypp.Access;
using Cypp.Contracts.EarlyHelp;
using Cypp.Contracts.Learning;
using Cypp.Contracts.Safeguarding;
using Cypp.Testing;

namespace Cypp.Index.Tests;

/// <summary>Who is involved, and who may therefore know: both follow the messages of the other services.</summary>
public sealed class InvolvementTests
{
    private static readonly DateOnly Monday = new(2015, 11, 2);

    [Theory, Engines]
    public async Task Enrolled_Twice_PointsOnceAndLetsTheSchoolRead(Engine engine)
    {
        var (service, child) = await RegisteredAsync(engine);
        var school = TestPractitioner.Of(Roles.SchoolLead, "school");
        var path = $"/index/v1/children/{child}";
        Assert.Equal(404, (await service.ClientFor(school).GetAsync(path)).Status);
        var enrolled = new PupilEnrolled(Guid.CreateVersion7(), child, school.AgencyId, "beck-valley", "primary", new DateOnly(2015, 9, 7));
        await service.DeliverAsync(await service.DeliverAsync(enrolled, child));
        var seen = await service.ClientFor(school).GetAsync(path);
        var place = Assert.Single(seen.Json["schools"]!.AsArray())!;
        Assert.Equal(("beck-valley", "primary"), ((string?)place["cluster"], (string?)place["phase"]));
        Assert.Equal("aire-valley", (string?)seen.Json["address"]!["residenceCluster"]);
        Assert.Null(seen.Json["nhsNumber"]);
        Assert.Equal(["learning", "school", "2015-09-07"], Assert.Single(await PointersAsync(service, school, child)));
    }

    [Theory, Engines]
    public async Task Left_Twice_EndsAccessAtTheEndOfThatDay(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<IndexModule>(engine);
        var child = await service.RegisterAsync(TestPractitioner.Of(Roles.SocialWorker));
        var school = TestPractitioner.Of(Roles.SchoolLead, "school");
        var enrolment = Guid.CreateVersion7();
        await service.DeliverAsync(new PupilEnrolled(enrolment, child, school.AgencyId, "beck-valley", "primary", Monday), child);
        await service.DeliverAsync(await service.DeliverAsync(new PupilLeft(enrolment, child, school.AgencyId, Monday), child));
        Assert.Equal(200, (await service.ClientFor(school).GetAsync($"/index/v1/children/{child}")).Status);
        service.Time.Advance(TimeSpan.FromHours(16));
        Assert.Equal(404, (await service.ClientFor(school).GetAsync($"/index/v1/children/{child}")).Status);
    }

    [Theory, Engines]
    public async Task EarlyHelpCase_OpenedSteppedDownAndClosed_FollowsTheLead(Engine engine)
    {
        var (service, child) = await RegisteredAsync(engine);
        var (first, second, caseId) = (TestPractitioner.Of(Roles.LeadPractitioner, "early-help"), TestPractitioner.Of(Roles.LeadPractitioner, "early-help"), Guid.CreateVersion7());
        await service.DeliverAsync(await service.DeliverAsync(new EarlyHelpCaseOpened(caseId, child, Guid.CreateVersion7(), first.AgencyId, first.PractitionerId, Monday), child));
        Assert.Equal(["early-help", "early-help-case", "2015-11-02"], Assert.Single(await PointersAsync(service, first, child)));
        var accepted = new StepDownAccepted(Guid.CreateVersion7(), caseId, child, second.AgencyId, second.PractitionerId, ServiceUnderTest.Monday);
        await service.DeliverAsync(await service.DeliverAsync(accepted, child));
        Assert.Single(await PointersAsync(service, second, child));
        Assert.Equal(404, (await service.ClientFor(first).GetAsync($"/index/v1/children/{child}/involvement")).Status);
        await service.DeliverAsync(await service.DeliverAsync(new EarlyHelpCaseClosed(caseId, child, Monday.AddDays(-1), "goals-met"), child));
        Assert.Equal(404, (await service.ClientFor(second).GetAsync($"/index/v1/children/{child}")).Status);
    }

    [Theory, Engines]
    public async Task Referral_ReceivedAcceptedReallocatedAndClosed_FollowsTheWorker(Engine engine)
    {
        var (service, child) = await RegisteredAsync(engine);
        var desk = Worker(Roles.DutyAndAdvice);
        var (first, second, referral) = (Worker(Roles.SocialWorker), Worker(Roles.SocialWorker), Guid.CreateVersion7());
        await service.DeliverAsync(await service.DeliverAsync(new ReferralReceived(referral, child, null, ServiceUnderTest.Monday, Monday.AddDays(1)), child));
        Assert.Equal(["safeguarding", "social-work", "2015-11-02"], Assert.Single(await PointersAsync(service, desk, child)));
        Assert.Equal(404, (await service.ClientFor(first).GetAsync($"/index/v1/children/{child}")).Status);
        foreach (var worker in new[] { first, second })
        {
            await service.DeliverAsync(await service.DeliverAsync(new ReferralAccepted(referral, child, null, worker.AgencyId, worker.PractitionerId, ServiceUnderTest.Monday), child));
            Assert.Equal(200, (await service.ClientFor(worker).GetAsync($"/index/v1/children/{child}")).Status);
        }

        Assert.Equal(404, (await service.ClientFor(first).GetAsync($"/index/v1/children/{child}")).Status);
        await service.DeliverAsync(await service.DeliverAsync(new ReferralClosed(referral, child, "RC9", Monday.AddDays(-1)), child));
        Assert.All(
            await Task.WhenAll(new[] { desk, second }.Select(worker => service.ClientFor(worker).GetAsync($"/index/v1/children/{child}"))),
            answer => Assert.Equal(404, answer.Status));
    }

    [Theory, Engines]
    public async Task ReferralDeclined_Twice_EndsThePointerAndTheDeskKnows30DaysMore(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<IndexModule>(engine);
        var (child, referral, desk) = (await service.RegisterAsync(TestPractitioner.Of(Roles.SocialWorker)), Guid.CreateVersion7(), Worker(Roles.DutyAndAdvice));
        await service.DeliverAsync(new ReferralReceived(referral, child, null, ServiceUnderTest.Monday, Monday.AddDays(1)), child);
        await service.DeliverAsync(await service.DeliverAsync(new ReferralDeclined(referral, child, null, "threshold-not-met", ServiceUnderTest.Monday), child));
        Assert.Empty(await PointersAsync(service, desk, child));
        service.Time.Advance(TimeSpan.FromDays(31));
        Assert.Equal(404, (await service.ClientFor(desk).GetAsync($"/index/v1/children/{child}")).Status);
    }

    [Theory, Engines]
    public async Task Plans_StartedTwiceAndEndedTwice_PointWhileTheyLast(Engine engine)
    {
        var (service, child) = await RegisteredAsync(engine);
        var (protection, inNeed, desk) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Worker(Roles.DutyAndAdvice));
        await service.DeliverAsync(new ReferralReceived(Guid.CreateVersion7(), child, null, ServiceUnderTest.Monday, Monday.AddDays(1)), child);
        await service.DeliverAsync(await service.DeliverAsync(new ProtectionPlanStarted(protection, child, Monday, "EMO", "1", "2"), child));
        Assert.Contains(await PointersAsync(service, desk, child), pointer => pointer[1] == "child-protection-plan");
        await service.DeliverAsync(await service.DeliverAsync(new ProtectionPlanEnded(protection, child, Monday), child));
        await service.DeliverAsync(await service.DeliverAsync(new ChildInNeedPlanStarted(inNeed, child, Monday, "1", "2"), child));
        Assert.Equal(["child-in-need-plan", "social-work"], (await PointersAsync(service, desk, child)).Select(pointer => pointer[1]).Order());
        await service.DeliverAsync(await service.DeliverAsync(new ChildInNeedPlanEnded(inNeed, child, Monday), child));
        Assert.Equal("social-work", Assert.Single(await PointersAsync(service, desk, child))[1]);
    }

    [Theory, Engines]
    public async Task Get_BeforeEveryServiceWasHeard_SaysThatItDoesNotKnow(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<IndexModule>(engine);
        var lead = TestPractitioner.Of(Roles.LeadPractitioner, "early-help");
        var child = await service.RegisterAsync(lead);
        async Task<string?> AsOfAsync() => (string?)(await service.ClientFor(lead).GetAsync($"/index/v1/children/{child}/involvement")).Json["asOf"];
        await service.DeliverAsync(new PupilEnrolled(Guid.CreateVersion7(), child, Guid.CreateVersion7(), "beck-valley", "primary", Monday), child);
        await service.DeliverAsync(new ReferralReceived(Guid.CreateVersion7(), child, null, ServiceUnderTest.Monday, Monday.AddDays(1)), child);
        Assert.Null(await AsOfAsync());
        service.Time.Advance(TimeSpan.FromHours(1));
        await service.DeliverAsync(new EarlyHelpCaseOpened(Guid.CreateVersion7(), child, Guid.CreateVersion7(), lead.AgencyId, lead.PractitionerId, Monday), child);
        Assert.Equal(ServiceUnderTest.Monday, DateTimeOffset.Parse((await AsOfAsync())!, null));
    }

    private static TestPractitioner Worker(string role) => new(role, ServiceUnderTest.SocialWorkAgencyId, "social-care", Guid.CreateVersion7());

    private static async Task<(ServiceUnderTest Service, Guid Child)> RegisteredAsync(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        return (service, await service.RegisterAsync(TestPractitioner.Of(Roles.LeadPractitioner), People.Child(nhsNumber: People.NewNhsNumber())));
    }

    /// <summary>Service, kind and since of each pointer; a pointer has its agency besides, and nothing else.</summary>
    private static async Task<IReadOnlyList<string[]>> PointersAsync(ServiceUnderTest service, TestPractitioner reader, Guid child)
    {
        var answer = await service.ClientFor(reader).GetAsync($"/index/v1/children/{child}/involvement");
        Assert.Equal(200, answer.Status);
        Assert.All(answer.Json["items"]!.AsArray(), item => Assert.Equal(["service", "agencyId", "kind", "since"], item!.AsObject().Select(member => member.Key)));
        return [.. answer.Json["items"]!.AsArray().Select(item => new[] { (string)item!["service"]!, (string)item["kind"]!, (string)item["since"]! })];
    }
}
