using Cypp.Access;
using Cypp.Testing;
using Cypp.Testing.Walk;

namespace Cypp.Index.Tests;

/// <summary>AZ-6: every operation, asked about a child in each state by all who may and all who may not.</summary>
public sealed class RecordWalkTests
{
    private static readonly Dictionary<string, Func<object>> Bodies = new()
    {
        ["Index_RegisterAdult"] = () => new { givenName = People.NewName(), familyName = People.NewName() },
        ["Index_MatchAdult"] = () => new { givenName = People.NewName(), familyName = People.NewName() },
        ["Index_RegisterChild"] = () => People.Child(),
        ["Index_SealChild"] = () => new { reasonCode = "adoption", namedReaderIds = Named!.Select(one => one.PractitionerId) },
        ["Index_ProposeUnsealing"] = () => new { },
        ["Index_ApproveUnsealing"] = () => new { },
        // A declaration that took effect would take the record away from each who walks on.
        ["Index_DeclareInterest"] = () => new { childId = "", relation = "friend" },
        ["Index_DeclareInterestOfAnother"] = () => new { childId = "", relation = "relative" },
        ["Index_WithdrawInterest"] = () => new { reasonCode = "a-whim" },
        ["Index_OverrideAccess"] = () => new { childId = "", category = "missing-child", reason = "Made up, of more than twenty letters." },
        ["Index_ReviewOverride"] = () => new { outcome = "justified" },
        ["Index_ProposeSharingAgreements"] = () => new { organisations = Array.Empty<object>() },
        ["Index_ApproveSharingAgreement"] = () => new { },
        ["Index_ExplainSharing"] = () => $"?source={Guid.Empty}&destinationType=HEALTH&recordType=education.details&mode=CONTENT&purpose=SAFEGUARDING",
        ["Index_SettleMatch"] = () => new { childId = "" },
        ["Index_RelateAdult"] = () => new { relationship = "father", hasParentalResponsibility = false, sameHousehold = false },
        ["Index_NameAdultNotToBeTold"] = () => new { adultId = "", reasonCode = "court-order" },
    };

    private static readonly TestPractitioner Governance = TestPractitioner.Of(Roles.InformationGovernance);
    private static readonly TestPractitioner Officer = TestPractitioner.Of(Roles.IndexOfficer);

    private static readonly TestPractitioner Worker = TestPractitioner.Of(Roles.SocialWorker);
    private static readonly TestPractitioner Senior = Worker.Colleague(Roles.SeniorManager);

    // The senior manager seals it in the course of the walk: they go on to know it.
    private static readonly TestPractitioner[] Named = [Worker, Senior, Governance, Officer];

    // Not without a fresh sign-in; a notice that is not theirs; an unsealing that nobody proposed.
    private static readonly string[] Apart = ["Index_OverrideAccess", "Index_AcknowledgeNotice", "Index_ApproveUnsealing"];

    private static readonly Knower Governing = Knower.By(Governance, "Index_ReadOverride", "Index_ReviewOverride", "Index_AcknowledgeNotice", "Index_ReadInbox", "Index_DeclareInterest", "Index_DeclareInterestOfAnother", "Index_WithdrawInterest");
    private static readonly Knower Settling = Knower.By(Officer, "Index_ListMatches", "Index_SettleMatch");

    [Theory, Engines]
    public async Task EveryOperation_OnAChildInEachState_AnswersThoseOnlyWhoMayKnow(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<IndexModule>(engine);
        var (own, kin) = (await Records.OfAsync(service, Worker), Worker.Colleague());
        await service.ClientFor(kin).PostAsync("/index/v1/declarations-of-interest", new { childId = own.ChildId, relation = "relative" });
        var faults = await new RecordWalk(service, Bodies).FaultsAsync(
            own.In("own") with { AbsentTo = [kin], KnownTo = [new(Worker, Apart), new(Senior, Apart), own.School, Governing, Settling] },
            (await Records.OfAsync(service)).In("other-agency") with { AbsentTo = [Worker, own.School] },
            await HiddenAsync(await Records.OfAsync(service)),
            await SealedAsync(await Records.OfAsync(service)));
        Assert.True(faults.Length == 0, faults);
    }

    private static async Task<WalkedRecord> HiddenAsync(Records records)
    {
        await records.HideAsync();
        return records.In("location-hidden") with { KnownTo = [records.School, Settling], Hidden = [Records.HiddenStreet, Records.HiddenPostcode] };
    }

    private static async Task<WalkedRecord> SealedAsync(Records records)
    {
        var (senior, named) = (records.Worker.Colleague(Roles.SeniorManager), records.Worker.Colleague());
        await records.SealAsync(senior, named);
        return records.In("sealed", "matchId") with
        {
            AbsentTo = [records.Worker, records.School, Officer, TestPractitioner.Of(Roles.DataProtectionOfficer), TestPractitioner.Of(Roles.SocialWorkManager) with { AgencyId = records.Worker.AgencyId }],
            KnownTo = [new(named, Apart), Governing, Knower.By(senior.Colleague(), "Index_ApproveUnsealing", "Index_ReadInbox")],
        };
    }
}
