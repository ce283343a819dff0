using Cypp.Access;
using Cypp.Testing;

namespace Cypp.Safeguarding.Tests.ChildProtection;

/// <summary>Every role but the policy's own is refused before anything is looked up.</summary>
public sealed class RoleTests
{
    private static readonly string Id = Guid.CreateVersion7().ToString();

    public static TheoryData<string, string> Operations => new()
    {
        { nameof(Policies.CompleteAssessment), $"/referrals/{Id}/assessment" },
        { nameof(Policies.HoldStrategyDiscussion), $"/referrals/{Id}/strategy-discussions" },
        { nameof(Policies.ConcludeSection47), $"/referrals/{Id}/section-47/outcome" },
        { nameof(Policies.ScheduleConference), "/conferences" },
        { nameof(Policies.RecordConference), $"/conferences/{Id}/record" },
        { nameof(Policies.ExceptFromFamilyGroupConference), $"/referrals/{Id}/family-group-conference-exceptions" },
        { nameof(Policies.TakeLegalStep), $"/referrals/{Id}/legal-steps" },
        { nameof(Policies.ProposeStepDown), $"/referrals/{Id}/step-downs" },
        { nameof(Policies.CommissionAudit), "/commissions" },
    };

    [Theory, MemberData(nameof(Operations))]
    public async Task Post_ByAnyOtherRole_IsForbidden(string policyName, string path)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(Engine.Sqlite);
        var policy = (Policy)typeof(Policies).GetField(policyName)!.GetValue(null)!;
        foreach (var role in Roles.All.Except(policy.Roles))
        {
            var answer = await service.ClientFor(TestPractitioner.Of(role)).PostAsync("/safeguarding/v1" + path, Bodies[policyName], "\"1\"");
            Assert.Equal((role, 403), (role, answer.Status));
        }

        foreach (var role in policy.Roles.Except(Policies.OutsideTheCase))
        {
            var answer = await service.ClientFor(TestPractitioner.Of(role)).PostAsync("/safeguarding/v1" + path, Bodies[policyName], "\"1\"");
            Assert.Equal((role, 404), (role, answer.Status));
        }
    }

    private static readonly object[] Attendees = [new { agencyId = Guid.CreateVersion7(), sector = "police" }];

    private static readonly Dictionary<string, object> Bodies = new()
    {
        [nameof(Policies.CompleteAssessment)] = new { analysis = "A.", completedOn = "2015-11-02" },
        [nameof(Policies.HoldStrategyDiscussion)] = new { heldAt = "2015-11-02T09:00:00Z", attendees = Attendees, reasonableCause = true, decision = "D." },
        [nameof(Policies.ConcludeSection47)] = new { substantiated = true, conferenceNeeded = true, reason = "R." },
        [nameof(Policies.ScheduleConference)] = new
        {
            kind = "initial",
            referralIds = new[] { Guid.CreateVersion7() },
            scheduledFor = "2015-11-02",
            chairId = Guid.CreateVersion7(),
        },
        [nameof(Policies.RecordConference)] = new
        {
            heldOn = "2015-11-02",
            attendees = Attendees,
            outcomes = new[] { new { childId = Guid.CreateVersion7(), outcome = "no-plan", detail = "D." } },
        },
        [nameof(Policies.ExceptFromFamilyGroupConference)] = new { reason = "Against the child's interests." },
        [nameof(Policies.TakeLegalStep)] = new { kind = "care-application", reason = "R." },
        [nameof(Policies.ProposeStepDown)] = new { agreedWithFamily = true, reason = "R.", childWords = "W." },
        [nameof(Policies.CommissionAudit)] = new
        {
            referralId = Guid.CreateVersion7(),
            auditorId = Guid.CreateVersion7(),
            from = "2015-11-02",
            to = "2015-11-03",
            reason = "R.",
        },
    };
}
