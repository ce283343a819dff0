using Cypp.Access;
using Cypp.Contracts.Learning;
using Cypp.Testing;

namespace Cypp.EarlyHelp.Tests;

public sealed class PromptTests
{
    private static readonly TestPractitioner School = TestPractitioner.Of(Roles.SchoolLead, "school", "beck-valley");

    [Theory, Engines]
    public async Task PersistentAbsence_PutsOnePromptOnTheListsOfSchoolAndClusterOnly(Engine engine)
    {
        var (service, child, school) = await PromptedAsync(engine);
        var again = await service.DeliverAsync(Absence(child, school), child);
        await service.DeliverAsync(again);
        Assert.Single(await PromptsAsync(service, school, child));
        Assert.Single(await PromptsAsync(service, TestPractitioner.Of(Roles.LeadPractitioner, "early-help", "beck-valley"), child));
        Assert.Empty(await PromptsAsync(service, TestPractitioner.Of(Roles.LeadPractitioner, "early-help", "moor-top"), child));
        Assert.Empty(await PromptsAsync(service, TestPractitioner.Of(Roles.SchoolLead, "school", "beck-valley"), child));
    }

    [Theory, Engines]
    public async Task CorrectedAttendance_WithdrawsAnOpenPrompt(Engine engine)
    {
        var (service, child, school) = await PromptedAsync(engine);
        await service.DeliverAsync(Absence(child, school) with { PersistentlyAbsent = false }, child);
        Assert.Empty(await PromptsAsync(service, school, child));
    }

    [Theory, Engines]
    public async Task Conversation_NotHeldNeedsItsReason_AndNotAgreedOpensNoCase(Engine engine)
    {
        var (service, child, school) = await PromptedAsync(engine);
        var client = service.ClientFor(school);
        var path = $"/early-help/v1/prompts/{(await PromptsAsync(service, school, child))[0]}";
        var etag = (await client.GetAsync(path)).ETag;
        Assert.Equal(428, (await client.PostAsync(path + "/conversation", new { held = true })).Status);
        Assert.Equal("reason-missing", (await client.PostAsync(path + "/conversation", new { held = false }, etag)).Code);
        Assert.Equal("childs-words-missing", (await client.PostAsync(path + "/conversation", new { held = true, spokenWithChild = true }, etag)).Code);
        var held = await client.PostAsync(path + "/conversation", new { held = true, spokenWithChild = true, childWords = "No.", agreed = false }, etag);
        Assert.Equal(200, held.Status);
        Assert.Equal("prompt-not-open", (await client.PostAsync(path + "/conversation", new { held = false, reasonNotHeld = "again" }, held.ETag)).Code);
        var refused = await service.ClientFor(TestPractitioner.Of(Roles.LeadPractitioner, "early-help")).PostAsync("/early-help/v1/cases", new
        {
            familyId = Guid.CreateVersion7(),
            childIds = new[] { child },
            conversationId = held.Id("conversationId"),
            agreement = new { agreedByAdultIds = new[] { child }, text = "t", scope = "s", agreedOn = "2015-11-02" },
        });
        Assert.Equal("conversation-without-agreement", refused.Code);
    }

    private static async Task<(ServiceUnderTest Service, Guid Child, TestPractitioner School)> PromptedAsync(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine);
        var (child, school) = (Guid.CreateVersion7(), School with { AgencyId = Guid.CreateVersion7() });
        await service.DeliverAsync(new PupilEnrolled(Guid.CreateVersion7(), child, school.AgencyId, "beck-valley", "secondary", new DateOnly(2015, 9, 7)), child);
        await service.DeliverAsync(Absence(child, school), child);
        return (service, child, school);
    }

    private static PersistentAbsenceChanged Absence(Guid child, TestPractitioner school) =>
        new(child, school.AgencyId, "beck-valley", 2015, true, 10, new DateOnly(2015, 10, 23));

    private static async Task<IReadOnlyList<string>> PromptsAsync(ServiceUnderTest service, TestPractitioner reader, Guid child) =>
        [.. (await service.ClientFor(reader).GetAsync("/early-help/v1/prompts")).Json["items"]!.AsArray()
            .Where(prompt => (string?)prompt!["childId"] == child.ToString()).Select(prompt => (string)prompt!["promptId"]!)];
}
