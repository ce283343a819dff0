using Cypp.Access;
using Cypp.Contracts.Index;
using Cypp.Contracts.Safeguarding;
using Cypp.Testing;
using Cypp.Testing.Walk;

namespace Cypp.Health.Tests;

/// <summary>AZ-6: every operation, asked about a child in each state by all who may and all who may not.</summary>
public sealed class RecordWalkTests
{
    private const string LookUp = "Health_LookUpAlerts";
    private const string Nobodys = "9990000085";
    private static readonly Dictionary<string, Func<object>> Bodies = new() { [LookUp] = () => new { nhsNumber = "" } };
    private static readonly TestPractitioner Nurse = TestPractitioner.Of(Roles.EmergencyDepartment);
    private static readonly TestPractitioner Officer = TestPractitioner.Of(Roles.DataProtectionOfficer);

    [Theory, Engines]
    public async Task EveryOperation_OnAChildInEachState_AnswersThoseOnlyWhoMayKnow(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        var own = await PlannedAsync(service, "own", "9990000018");
        var kin = Nurse.Colleague();
        await service.DeliverAsync(new InterestDeclared(kin.PractitionerId, own.Ids["childId"], "relative", ServiceUnderTest.Monday), own.Ids["childId"]);
        var faults = await new RecordWalk(service, Bodies).FaultsAsync(
            own with { AbsentTo = [kin], KnownBy = [LookUp], KnownTo = [Nurse, Officer] },
            await PlannedAsync(service, "location-hidden", "9990000026", hidden: true) with { KnownBy = [LookUp], KnownTo = [Nurse], Hidden = [HiddenCluster] },
            await SealedAsync(service, await PlannedAsync(service, "sealed", "9990000034")),
            await PlannedAsync(service, "closed", "9990000042", endedOn: new(2014, 11, 1)),
            await ChildAsync(service, "without-plan", "9990000050"));
        Assert.True(faults.Length == 0, faults);
    }

    private const string HiddenCluster = "moor-top";

    private static async Task<WalkedRecord> ChildAsync(ServiceUnderTest service, string state, string nhsNumber, bool hidden = false)
    {
        var childId = Guid.CreateVersion7();
        await service.DeliverAsync(
            new ChildRecordChanged(childId, null, nhsNumber, null, new(2003, 5, 1), null, hidden ? HiddenCluster : "aire-valley", hidden, ServiceUnderTest.Monday), childId);
        return new(state, new Dictionary<string, Guid> { ["childId"] = childId }) { Numbers = new Dictionary<string, (string, string)> { ["nhsNumber"] = (nhsNumber, Nobodys) } };
    }

    private static async Task<WalkedRecord> PlannedAsync(ServiceUnderTest service, string state, string nhsNumber, bool hidden = false, DateOnly? endedOn = null)
    {
        var record = await ChildAsync(service, state, nhsNumber, hidden);
        var (childId, planId) = (record.Ids["childId"], Guid.CreateVersion7());
        await service.DeliverAsync(new ProtectionPlanStarted(planId, childId, new(2014, 9, 1), "EMO", "0113 496 0001", "0113 496 0002"), childId);
        if (endedOn is { } end)
        {
            await service.DeliverAsync(new ProtectionPlanEnded(planId, childId, end), childId);
        }

        return record with { Ids = new Dictionary<string, Guid>(record.Ids) { ["planId"] = planId } };
    }

    /// <summary>Looked up while it was not sealed yet.</summary>
    private static async Task<WalkedRecord> SealedAsync(ServiceUnderTest service, WalkedRecord record)
    {
        await service.ClientFor(Nurse).PostAsync("/health/v1/alerts/lookup", new { nhsNumber = record.Numbers["nhsNumber"].Own });
        var (childId, named) = (record.Ids["childId"], Nurse.Colleague());
        await service.DeliverAsync(new ChildRestricted(childId, true, [named.PractitionerId], ServiceUnderTest.Monday), childId);
        return record with { AbsentTo = [Nurse, Officer], KnownTo = [named] };
    }
}
