using Cypp.Access;
using Cypp.Contracts.Index;
using Cypp.Safeguarding.Tests.ChildProtection;
using Cypp.Safeguarding.Tests.FrontDoor;
using Cypp.Testing;
using Cypp.Testing.Walk;

namespace Cypp.Safeguarding.Tests;

/// <summary>Everything that social work holds of one made-up child: contact, referral, discussion, conference, plan, family group conference, audit.</summary>
internal sealed class Records(ServiceUnderTest service)
{
    private readonly Dictionary<string, Guid> _ids = new() { ["childId"] = Guid.CreateVersion7() };

    public TestPractitioner Worker { get; } = Doorstep.Of(Roles.SocialWorker);

    public TestPractitioner Chair { get; } = Doorstep.Of(Roles.ConferenceChair);

    public TestPractitioner Auditor { get; } = TestPractitioner.Of(Roles.Auditor);

    public TestPractitioner Police { get; } = TestPractitioner.Of(Roles.Police);

    public TestPractitioner Sender { get; } = TestPractitioner.Of(Roles.SchoolLead);

    /// <summary>In the core group, and not the sender.</summary>
    public TestPractitioner School { get; private set; } = null!;

    public Guid ChildId => _ids["childId"];

    /// <summary>Of a declined referral; who received it may read it for 30 days.</summary>
    public static async Task<Records> DeclinedAsync(ServiceUnderTest service)
    {
        var records = new Records(service);
        await records.MakeContactAsync();
        await Doorstep.DeclineAsync(service, records.ChildId);
        return records;
    }

    /// <summary>In an enquiry: a strategy discussion was held, and nothing has come of it yet.</summary>
    public static async Task<Records> InEnquiryAsync(ServiceUnderTest service)
    {
        var records = new Records(service);
        var one = await records.ReferAsync();
        var attendees = new[] { one.SocialCare, CaseUnderTest.Health, new { agencyId = records.Police.AgencyId, sector = "police" } };
        var discussed = await one.WorkAsync("/strategy-discussions", new { heldAt = service.Time.GetUtcNow(), attendees, reasonableCause = true, decision = "Enquire." });
        Assert.Equal(201, discussed.Status);
        records._ids["discussionId"] = discussed.Id("strategyDiscussionId");
        return records;
    }

    public static async Task<Records> OfAsync(ServiceUnderTest service)
    {
        var records = new Records(service);
        var one = await records.ReferAsync();
        await records.ProtectAsync(one);
        await records.OfferAsync(one);
        await records.CommissionAsync();
        return records;
    }

    public WalkedRecord In(string state) => new(state, _ids);

    public Task TellAsync(object message) => service.DeliverAsync(message, ChildId);

    private async Task MakeContactAsync()
    {
        var made = await service.ClientFor(Sender).PostAsync("/safeguarding/v1/contacts", new { childId = ChildId, referralSource = "5A", concern = "Made up." });
        _ids["contactId"] = made.Id("contactId");
        _ids["referralId"] = Guid.Parse((await Doorstep.ReferralOfAsync(service, ChildId)).Path[^36..]);
    }

    private async Task<CaseUnderTest> ReferAsync()
    {
        await MakeContactAsync();
        await Doorstep.AcceptAsync(service, ChildId, Worker);
        var one = new CaseUnderTest(service, Worker, Chair, ChildId, _ids["referralId"]);
        _ids["adultId"] = one.Mother;
        School = one.School;
        await TellAsync(new ChildRelationshipsChanged(
            ChildId, Guid.CreateVersion7(),
            [new(one.Mother, "mother", true, true, false), new(one.Partner, "parents-partner", false, true, true)], ServiceUnderTest.Monday));
        return one;
    }

    private async Task ProtectAsync(CaseUnderTest one)
    {
        await one.ProtectAsync();
        var done = (await one.Worker.GetAsync($"/safeguarding/v1/referrals/{one.ReferralId}/child-protection")).Json;
        _ids["discussionId"] = Guid.Parse((string)done["strategyDiscussions"]![0]!["strategyDiscussionId"]!);
        _ids["conferences/conferenceId"] = Guid.Parse((string)done["conferenceIds"]![0]!);
        _ids["planId"] = Guid.Parse((string)(await one.Worker.GetAsync($"/safeguarding/v1/children/{ChildId}/plan")).Json["plan"]!["planId"]!);
    }

    private async Task OfferAsync(CaseUnderTest one)
    {
        var offered = await one.WorkAsync("/family-group-conferences", new
        {
            offers = new[] { new { adultId = one.Mother, offeredOn = one.Today, offeredApart = true, response = "accepted" } },
        });
        _ids["family-group-conferences/conferenceId"] = offered.Id("familyGroupConferenceId");
        var inbox = await service.ClientFor(Sender).GetAsync("/safeguarding/v1/inbox");
        _ids["itemId"] = Guid.Parse((string)inbox.Json["items"]!.AsArray().First(item => (string?)item!["childId"] == ChildId.ToString())!["id"]!);
    }

    private async Task CommissionAsync()
    {
        var commissioned = await service.ClientFor(Doorstep.Of(Roles.SeniorManager)).PostAsync("/safeguarding/v1/commissions", new
        {
            referralId = _ids["referralId"],
            auditorId = Auditor.PractitionerId,
            from = "2015-11-02",
            to = "2015-11-30",
            reason = "Sampled.",
        });
        _ids["commissionId"] = commissioned.Id("commissionId");
    }
}
