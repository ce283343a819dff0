using Cypp.Access;
using Cypp.Contracts.Index;
using Cypp.Contracts.Learning;
using Cypp.Contracts.Safeguarding;
using Cypp.Testing;
using Cypp.Testing.Walk;

namespace Cypp.EarlyHelp.Tests;

/// <summary>Everything that early help holds of one made-up child: prompt, case, step-up, step-down, and a notice to the lead.</summary>
internal sealed class Records(ServiceUnderTest service, TestPractitioner lead)
{
    private const string Cluster = "beck-valley";
    private readonly Dictionary<string, Guid> _ids = new[] { "childId", "familyId", "adultId" }.ToDictionary(name => name, _ => Guid.CreateVersion7());

    public TestPractitioner Lead => lead;

    public TestPractitioner School { get; } = TestPractitioner.Of(Roles.SchoolLead, "school", Cluster);

    public TestPractitioner HealthVisitor { get; } = TestPractitioner.Of(Roles.HealthVisitor);

    public Guid ChildId => _ids["childId"];

    private string Case => $"/early-help/v1/cases/{_ids["caseId"]}";

    public static TestPractitioner NewLead() => TestPractitioner.Of(Roles.LeadPractitioner, "early-help", Cluster);

    public static async Task<Records> OfAsync(ServiceUnderTest service, TestPractitioner? lead = null)
    {
        var records = new Records(service, lead ?? NewLead());
        await records.PromptAsync();
        await records.OpenAsync();
        await records.StepUpAsync();
        await records.StepDownAsync();
        return records;
    }

    public WalkedRecord In(string state) => new(state, _ids);

    public Task TellAsync(object message) => service.DeliverAsync(message, ChildId);

    public Task HideAsync() => TellAsync(new ChildRecordChanged(ChildId, _ids["familyId"], null, null, null, null, Cluster, true, ServiceUnderTest.Monday));

    public async Task CloseAsync() => await EditAsync("/closure", new { reasonCode = "family-withdrew", childViews = new[] { new { childId = ChildId, words = "w", whatWasDone = "d" } } });

    private async Task PromptAsync()
    {
        await TellAsync(new ChildRecordChanged(ChildId, _ids["familyId"], null, null, null, null, Cluster, false, ServiceUnderTest.Monday));
        await TellAsync(new ChildRelationshipsChanged(ChildId, _ids["familyId"], [new(_ids["adultId"], "mother", true, true, false)], ServiceUnderTest.Monday));
        await TellAsync(new PupilEnrolled(Guid.CreateVersion7(), ChildId, School.AgencyId, Cluster, "secondary", new DateOnly(2015, 9, 7)));
        await TellAsync(new PersistentAbsenceChanged(ChildId, School.AgencyId, Cluster, 2015, true, 10, new DateOnly(2015, 10, 23)));
        var prompts = await service.ClientFor(School).GetAsync("/early-help/v1/prompts");
        _ids["promptId"] = Guid.Parse((string)Assert.Single(prompts.Json["items"]!.AsArray())!["promptId"]!);
    }

    private async Task OpenAsync()
    {
        var opened = await service.ClientFor(lead).PostAsync("/early-help/v1/cases", new
        {
            familyId = _ids["familyId"],
            childIds = new[] { ChildId },
            agreement = new { agreedByAdultIds = new[] { _ids["adultId"] }, text = "We agree.", scope = "early help", agreedOn = "2015-11-02" },
        });
        Assert.Equal(201, opened.Status);
        _ids["caseId"] = opened.Id("caseId");
        await EditAsync("/team-members", new { agencyId = School.AgencyId, capacity = "school" });
        await EditAsync("/team-members", new { agencyId = HealthVisitor.AgencyId, capacity = "health visitor" });
        await EditAsync("/assessment", new { analysis = "a", needs = Array.Empty<object>(), adultFactors = Array.Empty<object>(), familysPart = "f", completedOn = "2015-11-02" });
        var planned = await EditAsync("/plan", new { goals = new[] { new { familysWords = "w", action = "a", byWhom = "b", dueOn = "2016-01-01" } }, factorsWithoutAction = Array.Empty<object>() });
        _ids["goalId"] = Guid.Parse((string)planned.Json["plan"]!["goals"]![0]!["goalId"]!);
    }

    /// <summary>Social work declines, and the lead has a notice of it.</summary>
    private async Task StepUpAsync()
    {
        var children = new[] { new { childId = ChildId, concernCategory = "N1", urgency = "same-day" } };
        var steppedUp = await EditAsync("/step-ups", new { children, disclosureBasis = "risk-of-harm", rationale = "Made up." });
        _ids["stepUpId"] = Guid.Parse((string)steppedUp.Json["stepUps"]![0]!["stepUpId"]!);
        await TellAsync(new ReferralDeclined(Guid.CreateVersion7(), ChildId, _ids["stepUpId"], "threshold-not-met", ServiceUnderTest.Monday));
        var inbox = await service.ClientFor(lead).GetAsync("/early-help/v1/inbox");
        _ids["itemId"] = Guid.Parse((string)inbox.Json["items"]!.AsArray().Single(item => (string?)item!["childId"] == ChildId.ToString())!["id"]!);
    }

    private async Task StepDownAsync()
    {
        _ids["stepDownId"] = Guid.CreateVersion7();
        await TellAsync(new StepDownProposed(_ids["stepDownId"], Guid.CreateVersion7(), ChildId, null, ServiceUnderTest.Monday));
    }

    private async Task<Answer> EditAsync(string action, object body)
    {
        var client = service.ClientFor(lead);
        var answer = await client.PostAsync(Case + action, body, (await client.GetAsync(Case)).ETag);
        Assert.InRange(answer.Status, 200, 202);
        return answer;
    }
}
