using Cypp.Access;
using Cypp.Contracts.EarlyHelp;
using Cypp.Contracts.Index;
using Cypp.Contracts.Safeguarding;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Features.FrontDoor;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Safeguarding.Tests.FrontDoor;

/// <summary>One referral a child, decided in one working day, and whoever told always hears back (domain 13, 14).</summary>
public sealed class ReferralTests
{
    [Theory, Engines]
    public async Task PoliceIncidentAndStepUp_JoinOneReferralPerChild(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var (elder, younger, partner) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var police = service.ClientFor(TestPractitioner.Of(Roles.Police, "police"));
        var incident = await police.PostAsync("/safeguarding/v1/police-incidents", Doorstep.Incident(
            "R-" + elder, [new { childId = elder, present = true, voice = "It was loud." }, new { childId = younger, present = false }], partner));
        Assert.Equal(201, incident.Status);
        Assert.Equal(2, incident.Json["contacts"]!.AsArray().Count);
        var stepUp = Guid.CreateVersion7();
        var delivery = await service.DeliverAsync(
            new CaseSteppedUp(stepUp, Guid.CreateVersion7(), elder, Guid.CreateVersion7(), Guid.CreateVersion7(), "N1", "same-day", "risk-of-harm", ServiceUnderTest.Monday), elder);
        await service.DeliverAsync(delivery);
        await Doorstep.ReferralOfAsync(service, elder);
        await Doorstep.ReferralOfAsync(service, younger);
        var received = (await service.PublishedAsync<SafeguardingDb, ReferralReceived>()).Where(told => told.ChildId == elder).ToList();
        Assert.Equal([null, stepUp], received.Select(told => told.StepUpId));
        Assert.Equal(new DateOnly(2015, 11, 3), received[0].DecisionDueOn);
        var notices = (await service.PublishedAsync<SafeguardingDb, DomesticAbuseIncidentReported>()).Where(told => told.ChildId == elder || told.ChildId == younger).ToList();
        Assert.Equal(2, notices.Count);
        Assert.Equal(2, (await service.PublishedAsync<SafeguardingDb, AdultNotToBeToldNamed>()).Count(told => told.AdultId == partner));
    }

    [Theory, Engines]
    public async Task Referral_AcknowledgedThenAccepted_TellsAllAndTheMakerHearsBack(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var (child, school) = (Guid.CreateVersion7(), TestPractitioner.Of(Roles.SchoolLead, "school"));
        var contact = await service.ClientFor(school).PostAsync("/safeguarding/v1/contacts", new { childId = child, referralSource = "2A", concern = "Made up." });
        Assert.Equal(201, contact.Status);
        var (path, etag) = await Doorstep.ReferralOfAsync(service, child);
        var worker = service.ClientFor(Doorstep.Worker);
        var body = new { socialWorkerId = Doorstep.Worker.PractitionerId };
        Assert.Equal("referral-not-acknowledged", (await worker.PostAsync(path + "/acceptance", body, etag)).Code);
        var acknowledged = await service.ClientFor(Doorstep.Duty).PostAsync(path + "/acknowledgement", new { }, etag);
        Assert.Equal(200, acknowledged.Status);
        Assert.Equal(412, (await worker.PostAsync(path + "/acceptance", body, etag)).Status);
        Assert.Equal("not-yours-to-name", (await worker.PostAsync(path + "/acceptance", new { socialWorkerId = Guid.CreateVersion7() }, acknowledged.ETag)).Code);
        Assert.Equal(200, (await worker.PostAsync(path + "/acceptance", body, acknowledged.ETag)).Status);
        Assert.Contains(await service.PublishedAsync<SafeguardingDb, ReferralAccepted>(), told => told.ChildId == child && told.SocialWorkerId == Doorstep.Worker.PractitionerId);
        Assert.Equal(["contact-outcome"], await Doorstep.InboxAsync(service, school));
        var own = await service.ClientFor(school).GetAsync($"/safeguarding/v1/contacts/{contact.Id("contactId")}");
        Assert.Equal(("accepted", true), ((string?)own.Json["outcome"], own.Json["received"] is null));
    }

    [Theory, Engines]
    public async Task Contact_ReadByAnyoneElse_IsAsIfAbsent(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var school = TestPractitioner.Of(Roles.SchoolLead, "school");
        var contact = await service.ClientFor(school).PostAsync("/safeguarding/v1/contacts", new { childId = Guid.CreateVersion7(), referralSource = "2A", concern = "Made up." });
        var path = $"/safeguarding/v1/contacts/{contact.Id("contactId")}";
        Assert.Equal(404, (await service.ClientFor(TestPractitioner.Of(Roles.SchoolLead, "school")).GetAsync(path)).Status);
        Assert.Equal(403, (await service.ClientFor(school with { Role = Roles.SchoolTeacher }).GetAsync(path)).Status);
        Assert.Equal(200, (await service.ClientFor(Doorstep.Duty).GetAsync(path)).Status);
    }

    [Theory, Engines]
    public async Task Contact_OnAPendingMatch_OpensAtOnceAndBecomesAReferralWhenSettled(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var (match, child) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var made = await service.ClientFor(TestPractitioner.Of(Roles.SchoolLead, "school"))
            .PostAsync("/safeguarding/v1/contacts", new { matchId = match, referralSource = "2A", concern = "Made up." });
        Assert.Equal(201, made.Status);
        Assert.DoesNotContain(await service.PublishedAsync<SafeguardingDb, ContactMade>(), told => told.ContactId == made.Id("contactId"));
        var settled = await service.DeliverAsync(new MatchSettled(match, child, ServiceUnderTest.Monday), match);
        await service.DeliverAsync(settled);
        await Doorstep.ReferralOfAsync(service, child);
        Assert.Single(await service.PublishedAsync<SafeguardingDb, ContactMade>(), told => told.ContactId == made.Id("contactId") && told.ChildId == child);
    }

    [Theory, Engines]
    public async Task Decline_TellsBackWithItsReason_AndUnknownReasonsAreRefused(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var child = Guid.CreateVersion7();
        await service.ClientFor(Doorstep.Duty).PostAsync("/safeguarding/v1/contacts", new { childId = child, referralSource = "5A", concern = "Made up." });
        var (path, etag) = await Doorstep.ReferralOfAsync(service, child);
        var duty = service.ClientFor(Doorstep.Duty);
        var acknowledged = await duty.PostAsync(path + "/acknowledgement", new { }, etag);
        Assert.Equal("unknown-code", (await duty.PostAsync(path + "/decline", new { reasonCode = "busy" }, acknowledged.ETag)).Code);
        Assert.Equal(200, (await duty.PostAsync(path + "/decline", new { reasonCode = "threshold-not-met" }, acknowledged.ETag)).Status);
        Assert.Contains(await service.PublishedAsync<SafeguardingDb, ReferralDeclined>(), told => told.ChildId == child && told.ReasonCode == "threshold-not-met");
    }

    [Theory, Engines]
    public async Task Watch_DecisionOverdueOrMatchPendingNearItsDeadline_TellsOnce(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<SafeguardingModule>(engine);
        var duty = service.ClientFor(Doorstep.Duty);
        await duty.PostAsync("/safeguarding/v1/contacts", new { childId = Guid.CreateVersion7(), referralSource = "5A", concern = "Made up." });
        await duty.PostAsync("/safeguarding/v1/contacts", new { matchId = Guid.CreateVersion7(), referralSource = "5A", concern = "Made up." });
        var watch = service.Services.GetRequiredService<WatchDecisions>();
        await watch.WatchAsync(CancellationToken.None);
        Assert.Empty(await Doorstep.InboxAsync(service, Doorstep.Manager));
        service.Time.Advance(TimeSpan.FromDays(2));
        await watch.WatchAsync(CancellationToken.None);
        await watch.WatchAsync(CancellationToken.None);
        Assert.Equal(["decision-overdue"], await Doorstep.InboxAsync(service, Doorstep.Manager));
        Assert.Equal(["match-pending-near-deadline"], await Doorstep.InboxAsync(service, Doorstep.Night));
    }

    [Theory, Engines]
    public async Task Contacts_ManyAboutOneChildAtOnce_MakeOneReferral(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var child = Guid.CreateVersion7();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => service.ClientFor(TestPractitioner.Of(Roles.HealthVisitor, "health"))
            .PostAsync("/safeguarding/v1/contacts", new { childId = child, referralSource = "3B", concern = "Made up." })));
        Assert.All(answers, answer => Assert.Equal(201, answer.Status));
        Assert.Equal(1, await service.InDatabaseAsync<SafeguardingDb, int>(db => db.Referrals.CountAsync(one => one.ChildId == child)));
    }
}
