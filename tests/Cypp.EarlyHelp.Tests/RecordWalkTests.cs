using Cypp.Access;
using Cypp.Contracts.Index;
using Cypp.Testing;
using Cypp.Testing.Walk;

namespace Cypp.EarlyHelp.Tests;

/// <summary>AZ-6: every operation, asked about a child in each state by all who may and all who may not.</summary>
public sealed class RecordWalkTests
{
    private static readonly Dictionary<string, Func<object>> Bodies = new()
    {
        ["EarlyHelp_InviteAdult"] = () => new { adultId = "", occasion = "review", on = "2015-11-09" },
        ["EarlyHelp_DeclineStepDown"] = () => new { reasonCode = "no-capacity" },
    };

    [Theory, Engines]
    public async Task EveryOperation_OnAChildInEachState_AnswersThoseOnlyWhoMayKnow(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<EarlyHelpModule>(engine);
        var walk = new RecordWalk(service, Bodies);
        var own = await Records.OfAsync(service);
        var (duty, kin) = (new TestPractitioner(Roles.DutyAndAdvice, ServiceUnderTest.SocialWorkAgencyId, "social-care", Guid.CreateVersion7()), own.Lead.Colleague());
        await own.TellAsync(new InterestDeclared(kin.PractitionerId, own.ChildId, "relative", ServiceUnderTest.Monday));
        Knower[] team = [own.Lead, ManagerOf(own), own.School, own.HealthVisitor];
        TestPractitioner officer = new(Roles.DataProtectionOfficer, ServiceUnderTest.SocialWorkAgencyId, "social-care", Guid.CreateVersion7());
        var faults = await walk.FaultsAsync(
            own.In("own") with { AbsentTo = [kin], ToldBy = OneCaseAFamily, KnownTo = [.. team, duty, officer] },
            (await Records.OfAsync(service)).In("other-agency") with { AbsentTo = [own.School, own.HealthVisitor, Elsewhere(own.Lead)], ToldBy = OneCaseAFamily },
            (await Records.OfAsync(service, own.Lead)).In("other-child") with { AbsentTo = [own.School, own.HealthVisitor], ToldBy = OneCaseAFamily },
            await HiddenAsync(await Records.OfAsync(service)),
            await SealedAsync(await Records.OfAsync(service)),
            await ClosedAsync(await Records.OfAsync(service)));
        Assert.True(faults.Length == 0, faults);
    }

    /// <summary>A family has one open case: whoever would open a second learns that there is one (domain 7).</summary>
    private static readonly string[] OneCaseAFamily = ["EarlyHelp_OpenCase"];

    private const string NoticeToTheLead = "EarlyHelp_AcknowledgeNotice";

    private static Knower ManagerOf(Records records) => new(records.Lead.Colleague(Roles.ClusterManager), NoticeToTheLead);

    /// <summary>The same agency's, of a cluster that the child does not live in.</summary>
    private static TestPractitioner Elsewhere(TestPractitioner person) => person with { AgencyId = Guid.CreateVersion7(), Cluster = "moor-top" };

    private static async Task<WalkedRecord> HiddenAsync(Records records)
    {
        await records.HideAsync();
        return records.In("location-hidden") with
        {
            KnownTo = [new(records.Lead, "EarlyHelp_ReadPrompt", "EarlyHelp_RecordConversation"), records.School, records.HealthVisitor],
            ToldBy = OneCaseAFamily,
            Hidden = [records.School.AgencyId.ToString()],
        };
    }

    private static async Task<WalkedRecord> SealedAsync(Records records)
    {
        var named = records.Lead.Colleague();
        await records.TellAsync(new ChildRestricted(records.ChildId, true, [named.PractitionerId], ServiceUnderTest.Monday));
        return records.In("sealed") with { AbsentTo = [records.Lead, records.Lead.Colleague(Roles.ClusterManager), records.School, records.HealthVisitor, TestPractitioner.Of(Roles.DataProtectionOfficer)], KnownTo = [new(named, NoticeToTheLead)] };
    }

    private static async Task<WalkedRecord> ClosedAsync(Records records)
    {
        await records.CloseAsync();
        return records.In("closed") with { AbsentTo = [records.HealthVisitor], KnownTo = [records.Lead, ManagerOf(records)], ToldBy = OneCaseAFamily };
    }
}
