using Cypp.Access;
using Cypp.Contracts.Index;
using Cypp.Testing;

namespace Cypp.EarlyHelp.Tests;

/// <summary>A made-up family with two children and a lead practitioner, on a service under test.</summary>
/// <param name="lead">Null: of a new agency.</param>
/// <param name="onlyElder">The elder has no sibling.</param>
internal sealed class Family(ServiceUnderTest service, TestPractitioner? lead = null, bool onlyElder = false)
{
    public ServiceUnderTest Service => service;

    public Guid Elder { get; } = Guid.CreateVersion7();

    public Guid Younger { get; } = Guid.CreateVersion7();

    public Guid Mother { get; } = Guid.CreateVersion7();

    public Guid Partner { get; } = Guid.CreateVersion7();

    public Guid FamilyId { get; } = Guid.CreateVersion7();

    public TestPractitioner LeadPractitioner { get; } = lead ?? TestPractitioner.Of(Roles.LeadPractitioner, "early-help", "beck-valley");

    public AgencyClient Lead => service.ClientFor(LeadPractitioner);

    public string Path { get; private set; } = "";

    public static async Task<Family> WithCaseAsync(ServiceUnderTest service)
    {
        var family = new Family(service);
        await family.OpenCaseAsync();
        return family;
    }

    public async Task OpenCaseAsync()
    {
        var answer = await OpenAsync();
        Assert.Equal(201, answer.Status);
        Path = $"/early-help/v1/cases/{answer.Id("caseId")}";
    }

    public Task<Answer> OpenAsync(Guid? conversationId = null) => Lead.PostAsync("/early-help/v1/cases", new
    {
        familyId = FamilyId,
        childIds = onlyElder ? [Elder] : new[] { Elder, Younger },
        conversationId,
        agreement = new { agreedByAdultIds = new[] { Mother }, text = "We agree.", scope = "early help", agreedOn = "2015-11-02" },
    });

    /// <summary>Edits the case on its present version.</summary>
    public async Task<Answer> EditAsync(string action, object body, AgencyClient? client = null) =>
        await (client ?? Lead).PostAsync(Path + action, body, (await Lead.GetAsync(Path)).ETag);

    public async Task<Guid> StepUpAsync(params Guid[] children)
    {
        var answer = await EditAsync("/step-ups", new
        {
            children = children.Select(child => new { childId = child, concernCategory = "N1", urgency = "same-day" }),
            disclosureBasis = "risk-of-harm",
            rationale = "Made up.",
        });
        Assert.Equal(202, answer.Status);
        return Guid.Parse((string)answer.Json["stepUps"]![0]!["stepUpId"]!);
    }

    public Task TellAdultsAsync(Guid child, bool partnerNotToBeTold) => service.DeliverAsync(
        new ChildRelationshipsChanged(
            child, FamilyId,
            [new RelatedAdult(Mother, "mother", true, true, false), new RelatedAdult(Partner, "parents-partner", false, true, partnerNotToBeTold)],
            ServiceUnderTest.Monday),
        child);

    public async Task<string> StateOfAsync(Guid child) => (string)(await Lead.GetAsync(Path)).Json["members"]!.AsArray()
        .Single(member => (string?)member!["childId"] == child.ToString())!["state"]!;
}
