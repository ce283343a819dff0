using Cypp.Access;
using Cypp.Contracts.Index;
using Cypp.Contracts.Learning;
using Cypp.Contracts.Safeguarding;
using Cypp.Testing;
using Cypp.Testing.Walk;

namespace Cypp.EarlyHelp.Tests;

/// <summary>Everything that early help holds of one made-up child: prompt, case, step-up, step-down, and a notice to the lead.</summary>
internal sealed class Records
{
    private const string Cluster = "beck-valley";
    private readonly Family _family;
    private readonly Dictionary<string, Guid> _ids;

    private Records(Family family) =>
        (_family, _ids) = (family, new() { ["childId"] = family.Elder, ["familyId"] = family.FamilyId, ["adultId"] = family.Mother });

    public TestPractitioner Lead => _family.LeadPractitioner;

    public TestPractitioner School { get; } = TestPractitioner.Of(Roles.SchoolLead, "school", Cluster);

    public TestPractitioner HealthVisitor { get; } = TestPractitioner.Of(Roles.HealthVisitor);

    public Guid ChildId => _family.Elder;

    public static async Task<Records> OfAsync(ServiceUnderTest service, TestPractitioner? lead = null)
    {
        var records = new Records(new Family(service, lead, onlyElder: true));
        await records.PromptAsync();
        await records.OpenAsync();
        await records.StepUpAsync();
        await records.StepDownAsync();
        return records;
    }

    public WalkedRecord In(string state) => new(state, _ids);

    public Task TellAsync(object message) => _family.Service.DeliverAsync(message, ChildId);

    public Task HideAsync() => TellAsync(new ChildRecordChanged(ChildId, _ids["familyId"], null, null, null, null, Cluster, true, ServiceUnderTest.Monday));

    public async Task CloseAsync() => await EditAsync("/closure", new { reasonCode = "family-withdrew", childViews = new[] { new { childId = ChildId, words = "w", whatWasDone = "d" } } });

    private async Task PromptAsync()
    {
        await TellAsync(new ChildRecordChanged(ChildId, _ids["familyId"], null, null, null, null, Cluster, false, ServiceUnderTest.Monday));
        await _family.TellAdultsAsync(ChildId, partnerNotToBeTold: false);
        await TellAsync(new PupilEnrolled(Guid.CreateVersion7(), ChildId, School.AgencyId, Cluster, "secondary", new DateOnly(2015, 9, 7)));
        await TellAsync(new PersistentAbsenceChanged(ChildId, School.AgencyId, Cluster, 2015, true, 10, new DateOnly(2015, 10, 23)));
        var prompts = await _family.Service.ClientFor(School).GetAsync("/early-help/v1/prompts");
        _ids["promptId"] = Guid.Parse((string)Assert.Single(prompts.Json["items"]!.AsArray())!["promptId"]!);
    }

    private async Task OpenAsync()
    {
        await _family.OpenCaseAsync();
        _ids["caseId"] = Guid.Parse(_family.Path[^36..]);
        await EditAsync("/team-members", new { agencyId = School.AgencyId, capacity = "school" });
        await EditAsync("/team-members", new { agencyId = HealthVisitor.AgencyId, capacity = "health visitor" });
        await EditAsync("/assessment", new { analysis = "a", needs = Array.Empty<object>(), adultFactors = Array.Empty<object>(), familysPart = "f", completedOn = "2015-11-02" });
        var planned = await EditAsync("/plan", new { goals = new[] { new { familysWords = "w", action = "a", byWhom = "b", dueOn = "2016-01-01" } }, factorsWithoutAction = Array.Empty<object>() });
        _ids["goalId"] = Guid.Parse((string)planned.Json["plan"]!["goals"]![0]!["goalId"]!);
    }

    /// <summary>Social work declines, and the lead has a notice of it.</summary>
    private async Task StepUpAsync()
    {
        _ids["stepUpId"] = await _family.StepUpAsync(ChildId);
        await TellAsync(new ReferralDeclined(Guid.CreateVersion7(), ChildId, _ids["stepUpId"], "threshold-not-met", ServiceUnderTest.Monday));
        var inbox = await _family.Lead.GetAsync("/early-help/v1/inbox");
        _ids["itemId"] = Guid.Parse((string)inbox.Json["items"]!.AsArray().Single(item => (string?)item!["childId"] == ChildId.ToString())!["id"]!);
    }

    private async Task StepDownAsync()
    {
        _ids["stepDownId"] = Guid.CreateVersion7();
        await TellAsync(new StepDownProposed(_ids["stepDownId"], Guid.CreateVersion7(), ChildId, null, ServiceUnderTest.Monday));
    }

    private async Task<Answer> EditAsync(string action, object body)
    {
        var answer = await _family.EditAsync(action, body);
        Assert.InRange(answer.Status, 200, 202);
        return answer;
    }
}
