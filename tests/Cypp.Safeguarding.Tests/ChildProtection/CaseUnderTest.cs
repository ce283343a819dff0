using Cypp.Access;
using Cypp.Access.Relationships;
using Cypp.Contracts.Index;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.Testing;

namespace Cypp.Safeguarding.Tests.ChildProtection;

/// <summary>A child whose referral a named social worker has accepted, and the people around it.</summary>
internal sealed class CaseUnderTest(ServiceUnderTest service, TestPractitioner worker, TestPractitioner chair, Guid childId, Guid referralId)
{
    public static readonly object Police = new { agencyId = Guid.CreateVersion7(), sector = "police" };
    public static readonly object Health = new { agencyId = Guid.CreateVersion7(), sector = "health" };

    public ServiceUnderTest Service => service;

    public Guid ChildId => childId;

    public Guid ReferralId => referralId;

    public TestPractitioner WorkerPerson => worker;

    public TestPractitioner ChairPerson => chair;

    public AgencyClient Worker => service.ClientFor(worker);

    public AgencyClient Manager => service.ClientFor(worker.Colleague(Roles.SocialWorkManager));

    public AgencyClient Chair => service.ClientFor(chair);

    public TestPractitioner School { get; } = TestPractitioner.Of(Roles.SchoolLead, "school");

    public object SocialCare => new { agencyId = worker.AgencyId, sector = "social-care" };

    public Guid Mother { get; } = Guid.CreateVersion7();

    public Guid Partner { get; } = Guid.CreateVersion7();

    /// <param name="sameWorkerAs">A sibling's case, with the same worker and chair.</param>
    public static async Task<CaseUnderTest> OpenAsync(ServiceUnderTest service, CaseUnderTest? sameWorkerAs = null, bool undecided = false)
    {
        var worker = sameWorkerAs?.WorkerPerson ?? TestPractitioner.Of(Roles.SocialWorker);
        var (childId, now) = (Guid.CreateVersion7(), service.Time.GetUtcNow());
        var referral = Referral.Receive(childId, worker.AgencyId, now);
        referral.Acknowledge(Guid.CreateVersion7(), now);
        if (!undecided)
        {
            referral.Accept(worker.PractitionerId, Guid.CreateVersion7(), now);
        }

        var opened = new CaseUnderTest(
            service, worker, sameWorkerAs?.ChairPerson ?? worker.Colleague(Roles.ConferenceChair), childId, referral.Id);
        await service.InDatabaseAsync<SafeguardingDb, int>(async db =>
        {
            db.Add(referral);
            db.Add(Begun(RelationshipKinds.Caseload, childId, worker.AgencyId, worker.PractitionerId, referral.Id, now));
            db.Add(Begun(RelationshipKinds.DutyDesk, childId, worker.AgencyId, null, referral.Id, now));
            db.Add(Begun(RelationshipKinds.Referral, childId, worker.AgencyId, null, referral.Id, now));
            db.Add(Adult(childId, opened.Mother, notToBeTold: false));
            db.Add(Adult(childId, opened.Partner, notToBeTold: true));
            return await db.SaveChangesAsync();
        });
        return opened;
    }

    /// <summary>Posts to the referral with its present ETag.</summary>
    public async Task<Answer> WorkAsync(string path, object body, AgencyClient? client = null)
    {
        client ??= Worker;
        var current = await client.GetAsync($"/safeguarding/v1/referrals/{referralId}/child-protection");
        return await client.PostAsync($"/safeguarding/v1/referrals/{referralId}{path}", body, current.ETag);
    }

    public Task<Answer> DiscussAsync(bool reasonableCause = true) => WorkAsync(
        "/strategy-discussions",
        new { heldAt = service.Time.GetUtcNow(), attendees = new[] { SocialCare, Police, Health }, reasonableCause, decision = "Enquire." });

    public Task<Answer> AssessAsync() => WorkAsync("/assessment", new
    {
        analysis = "Made up.",
        completedOn = Today,
        childWords = "I want it to stop.",
        familysPart = "She took part.",
        adultFactors = new[] { new { adultId = Partner, factor = "3B" } },
    });

    /// <summary>Strategy discussion, section 47, conference scheduled for today.</summary>
    public async Task<Answer> ScheduleAsync(params CaseUnderTest[] siblings)
    {
        foreach (var one in siblings.Append(this))
        {
            Assert.Equal(201, (await one.DiscussAsync()).Status);
            var concluded = await one.WorkAsync("/section-47/outcome", new { substantiated = true, conferenceNeeded = true, reason = "Likely harm." });
            Assert.Equal(200, concluded.Status);
        }

        return await Worker.PostAsync("/safeguarding/v1/conferences", new
        {
            kind = "initial",
            referralIds = siblings.Append(this).Select(one => one.ReferralId),
            scheduledFor = Today,
            chairId = chair.PractitionerId,
        });
    }

    public object Outcome(string outcome = "protection-plan") => outcome == "protection-plan"
        ? new
        {
            childId,
            outcome,
            categoryOfAbuse = "EMO",
            childWords = "It is loud.",
            detail = "A safe place to sleep.",
            coreGroup = new[] { new { agencyId = School.AgencyId } },
        }
        : new { childId, outcome, childWords = "It is quiet now.", detail = "Support goes on." };

    public Task<Answer> RecordAsync(Answer conference, params object[] outcomes) => Chair.PostAsync(
        $"/safeguarding/v1/conferences/{conference.Id("conferenceId")}/record",
        new { heldOn = Today, attendees = new[] { SocialCare, Police }, familysPart = "She spoke first.", outcomes }, conference.ETag);

    /// <summary>A child protection plan made today.</summary>
    public async Task ProtectAsync()
    {
        var recorded = await RecordAsync(await ScheduleAsync(), Outcome());
        Assert.Equal(200, recorded.Status);
    }

    public string Today => DateOnly.FromDateTime(service.Time.GetUtcNow().Date).ToString("yyyy-MM-dd", null);

    private static RelatedAdultRow Adult(Guid childId, Guid adultId, bool notToBeTold) =>
        RelatedAdultRow.Of(childId, new RelatedAdult(adultId, "other", HasParentalResponsibility: true, SameHousehold: true, notToBeTold));

    private static Relationship Begun(string kind, Guid childId, Guid agencyId, Guid? practitionerId, Guid sourceId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Kind = kind,
        ChildId = childId,
        AgencyId = agencyId,
        PractitionerId = practitionerId,
        SourceId = sourceId,
        From = now,
    };
}
