using Cypp.Access;
using Cypp.Testing;

namespace Cypp.Safeguarding.Tests.FrontDoor;

/// <summary>Every role but the policy's own is refused before anything is looked up; its own finds nothing that it may not know.</summary>
public sealed class FrontDoorRoleTests
{
    private static readonly Guid Absent = Guid.CreateVersion7();

    public static TheoryData<string, string, bool> Operations => new()
    {
        { nameof(Policies.ReadContact), $"/contacts/{Absent}", true },
        { nameof(Policies.ReadReferral), $"/referrals/{Absent}", true },
        { nameof(Policies.CheckForDanger), $"/contacts/{Absent}/danger-check", false },
        { nameof(Policies.AcknowledgeReferral), $"/referrals/{Absent}/acknowledgement", false },
        { nameof(Policies.AcceptReferral), $"/referrals/{Absent}/acceptance", false },
        { nameof(Policies.DeclineReferral), $"/referrals/{Absent}/decline", false },
    };

    [Theory, MemberData(nameof(Operations))]
    public async Task Call_ByRole_IsForbiddenOrFindsNothing(string policyName, string path, bool read)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(Engine.Sqlite);
        var policy = (Policy)typeof(Policies).GetField(policyName)!.GetValue(null)!;
        foreach (var role in Roles.All)
        {
            var client = service.ClientFor(TestPractitioner.Of(role));
            var answer = read
                ? await client.GetAsync("/safeguarding/v1" + path)
                : await client.PostAsync("/safeguarding/v1" + path, Bodies[policyName], "\"1\"");
            Assert.Equal((role, policy.Roles.Contains(role) ? 404 : 403), (role, answer.Status));
        }
    }

    [Fact]
    public async Task PostContact_ByRole_IsForEveryoneWhoWorksWithChildren()
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(Engine.Sqlite);
        string[] without = [Roles.Auditor, Roles.IndexOfficer, Roles.PerformanceManager, Roles.Analyst, Roles.PlatformOperator, Roles.PublicHealth, Roles.BoardMember, Roles.InformationGovernance, Roles.DataProtectionOfficer, Roles.PlatformAdministrator, Roles.AgencyAdministrator];
        foreach (var role in Roles.All)
        {
            var answer = await service.ClientFor(TestPractitioner.Of(role))
                .PostAsync("/safeguarding/v1/contacts", new { childId = Guid.CreateVersion7(), referralSource = "10", concern = "Made up." });
            Assert.Equal((role, without.Contains(role) ? 403 : 201), (role, answer.Status));
        }
    }

    [Fact]
    public async Task ListsAndIncidents_ByRole_AreForTheirOwn()
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(Engine.Sqlite);
        var incident = Doorstep.Incident("R-3", [new { childId = Guid.CreateVersion7(), present = true }], Guid.CreateVersion7());
        foreach (var role in Roles.All)
        {
            var client = service.ClientFor(TestPractitioner.Of(role));
            Assert.Equal((role, role == Roles.Police ? 201 : 403), (role, (await client.PostAsync("/safeguarding/v1/police-incidents", incident)).Status));
            Assert.Equal((role, Policies.ListReferrals.Roles.Contains(role) ? 200 : 403), (role, (await client.GetAsync("/safeguarding/v1/referrals")).Status));
            Assert.Equal((role, Policies.ReadCounts.Roles.Contains(role) ? 200 : 403), (role, (await client.GetAsync("/safeguarding/v1/counts")).Status));
        }
    }

    private static readonly Dictionary<string, object> Bodies = new()
    {
        [nameof(Policies.CheckForDanger)] = new { immediateDanger = false, note = "Made up." },
        [nameof(Policies.AcknowledgeReferral)] = new { },
        [nameof(Policies.AcceptReferral)] = new { socialWorkerId = Guid.CreateVersion7() },
        [nameof(Policies.DeclineReferral)] = new { reasonCode = "other" },
    };
}
