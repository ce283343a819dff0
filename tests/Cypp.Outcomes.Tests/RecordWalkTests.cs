using Cypp.Access;
using Cypp.Contracts.Index;
using Cypp.Testing;
using Cypp.Testing.Walk;

namespace Cypp.Outcomes.Tests;

/// <summary>AZ-6: every operation while a child is counted, of its kin and sealed; each lives where no other child does.</summary>
public sealed class RecordWalkTests
{
    private const string Counts = "Outcomes_ReadCounts";
    private static readonly TestPractitioner Officer = TestPractitioner.Of(Roles.DataProtectionOfficer);

    [Theory, Engines]
    public async Task EveryOperation_WhileAChildIsInEachState_CountsItForThoseOnlyWhoMayKnow(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<OutcomesModule>(engine, new DateTimeOffset(2016, 2, 1, 9, 0, 0, TimeSpan.Zero));
        var (own, kin) = (await CountedAsync(service, "own", "oak-hill"), City.Manager.Colleague());
        await service.DeliverAsync(new InterestDeclared(kin.PractitionerId, own.Ids["childId"], "relative", ServiceUnderTest.Monday), own.Ids["childId"]);
        var faults = await new RecordWalk(service, new Dictionary<string, Func<object>>()).FaultsAsync(
            own with { AbsentTo = [kin], KnownBy = [Counts], KnownTo = [Knower.By(City.Manager, Counts), Managing(own), Officer] },
            await CountedAsync(service, "other-agency", "aire-bank") with { KnownBy = [Counts], AbsentTo = [ManagerOf("oak-hill")] },
            await SealedAsync(service, await CountedAsync(service, "sealed", "moor-top")));
        Assert.True(faults.Length == 0, faults);
    }

    private static Knower Managing(WalkedRecord record) => Knower.By(ManagerOf(record.Marks[0]), Counts);

    private static TestPractitioner ManagerOf(string cluster) => TestPractitioner.Of(Roles.ClusterManager, cluster: cluster);

    private static async Task<WalkedRecord> CountedAsync(ServiceUnderTest service, string state, string cluster)
    {
        var (caseId, childId) = await City.CaseAsync(service, cluster, City.Before);
        return new(state, new Dictionary<string, Guid> { ["childId"] = childId, ["caseId"] = caseId }) { Marks = [cluster] };
    }

    private static async Task<WalkedRecord> SealedAsync(ServiceUnderTest service, WalkedRecord record)
    {
        var (childId, named) = (record.Ids["childId"], City.Manager.Colleague());
        await service.DeliverAsync(new ChildRestricted(childId, true, [named.PractitionerId], ServiceUnderTest.Monday), childId);
        return record with
        {
            AbsentTo = [City.Manager, Officer, ManagerOf(record.Marks[0]), TestPractitioner.Of(Roles.SocialWorkManager)],
            KnownTo = [Knower.By(named, Counts)],
        };
    }
}
