using Cypp.Access;
using Cypp.Contracts.Index;
using Cypp.Safeguarding.Tests.FrontDoor;
using Cypp.Testing;
using Cypp.Testing.Walk;

namespace Cypp.Safeguarding.Tests;

/// <summary>AZ-6: every operation, asked about a child in each state by all who may and all who may not.</summary>
public sealed class RecordWalkTests
{
    private static readonly Dictionary<string, Func<object>> Bodies = new()
    {
        ["Safeguarding_DeclineReferral"] = () => new { reasonCode = "threshold-not-met" },
        ["Safeguarding_ReportPoliceIncident"] = Incident,
        ["Safeguarding_HoldCoreGroup"] = () => new { heldOn = "2015-11-02", notes = "Made up." },
        ["Safeguarding_StartChildInNeedPlan"] = () => new { startedOn = "2015-11-02", plan = "Made up." },
        ["Safeguarding_EndChildInNeedPlan"] = () => new { endedOn = "2015-11-02", reason = "Made up." },
        ["Safeguarding_ExceptFromFamilyGroupConference"] = () => new { reason = "Made up, of more than twenty letters." },
    };

    private const string Discussion = "Safeguarding_ReadStrategyDiscussion";
    private const string Notice = "Safeguarding_AcknowledgeNotice";
    private const string Inbox = "Safeguarding_ReadInbox";
    private const string OwnContact = "Safeguarding_ReadContact";

    private static readonly TestPractitioner Manager = Doorstep.Of(Roles.SocialWorkManager);
    private static readonly TestPractitioner Kin = Doorstep.Of(Roles.SocialWorkManager);

    // One child: an example names several, and each would be this one.
    private static object Incident() => new
    {
        policeReference = Guid.CreateVersion7().ToString(),
        incidentAt = "2015-10-30T22:30:00Z",
        place = "at home",
        circumstances = "Made up",
        safeContact = "At work only.",
        children = new[] { new { childId = Guid.Empty, present = false } },
        adultsNotToBeTold = Array.Empty<object>(),
    };

    [Theory, Engines]
    public async Task EveryOperation_OnAChildInEachState_AnswersThoseOnlyWhoMayKnow(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<SafeguardingModule>(engine, ServiceUnderTest.Monday.AddDays(-31));
        var closed = await Records.DeclinedAsync(service);
        service.Time.Advance(TimeSpan.FromDays(31));
        var (own, other, hidden) = (await Records.OfAsync(service), await Records.OfAsync(service), await Records.OfAsync(service));
        await own.TellAsync(new InterestDeclared(Kin.PractitionerId, own.ChildId, "relative", ServiceUnderTest.Monday));
        await hidden.TellAsync(new ChildRecordChanged(hidden.ChildId, null, null, null, null, null, "beck-valley", true, ServiceUnderTest.Monday));
        var faults = await new RecordWalk(service, Bodies).FaultsAsync(
            own.In("own") with { AbsentTo = [Kin], KnownTo = KnownTo(own) },
            other.In("other-agency") with { AbsentTo = [own.School, own.Sender, own.Auditor] },
            other.In("other-child") with { AbsentTo = [own.Worker, own.Chair], ToldBy = ["Safeguarding_ReadPlan"] },
            hidden.In("location-hidden") with { KnownTo = KnownTo(hidden) },
            InEnquiry(await Records.InEnquiryAsync(service)),
            await SealedAsync(await Records.OfAsync(service)),
            closed.In("closed") with { AbsentTo = [Manager, closed.Worker], KnownTo = [Sender(closed), Knower.By(Doorstep.Duty, Inbox)] });
        Assert.True(faults.Length == 0, faults);
    }

    /// <summary>Each by what the role is for; the strategy discussion is over, and the one notice is the sender's.</summary>
    private static Knower[] KnownTo(Records records) =>
    [
        new(records.Worker, Discussion, Notice), new(Manager, Discussion, Notice), new(records.Chair, Discussion, Notice), new(Doorstep.Duty, Notice),
        Knower.By(records.School, "Safeguarding_ReadPlan"), Sender(records, Notice), new(records.Auditor, Notice),
    ];

    /// <summary>Her own words, and what she was sent; a notice stays with whom it was sent to.</summary>
    private static Knower Sender(Records records, params string[] also) => Knower.By(records.Sender, [OwnContact, Inbox, .. also]);

    private static WalkedRecord InEnquiry(Records records) => records.In("in-enquiry") with
    {
        KnownTo = [Knower.By(records.Police, Discussion), new(records.Worker, "Safeguarding_ReadPlan"), Sender(records)],
    };

    private static async Task<WalkedRecord> SealedAsync(Records records)
    {
        var named = Doorstep.Of(Roles.SocialWorkManager);
        await records.TellAsync(new ChildRestricted(records.ChildId, true, [named.PractitionerId], ServiceUnderTest.Monday));
        return records.In("sealed") with
        {
            AbsentTo = [records.Worker, Manager, records.Chair, records.School, records.Auditor, TestPractitioner.Of(Roles.DataProtectionOfficer)],
            // Their own words; that they were gone would tell.
            KnownTo = [new(named, Discussion, Notice), Knower.By(records.Sender, OwnContact)],
        };
    }
}
