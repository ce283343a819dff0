using Cypp.Story.Agencies;
using Cypp.Story.City;
using Cypp.Story.Platform;
using Cypp.Testing;

namespace Cypp.Story.Steps;

/// <summary>The family of the story and what each step leaves for the next.</summary>
/// <param name="mark">Marks what the family's people say and are called, for who looks for it afterwards; as it is if left out.</param>
internal sealed class StoryContext(IPlatform platform, CityAgencies agencies, Func<string, string>? mark = null)
{
    public IPlatform Platform => platform;

    public CityAgencies Agencies => agencies;

    public string FamilyName { get; } = mark?.Invoke("Storyfamily") ?? "Storyfamily";

    /// <summary>Year 8, at the secondary school.</summary>
    public StoryChild Elder { get; } = new(mark?.Invoke("Storya") ?? "Storya", "2003-03-14", "f", 1, MadeUp.NhsNumber(1), MadeUp.Upn(1), DemoAgencies.SecondarySchool);

    /// <summary>At the primary school.</summary>
    public StoryChild Younger { get; } = new(mark?.Invoke("Storyb") ?? "Storyb", "2008-06-02", "m", 2, MadeUp.NhsNumber(2), MadeUp.Upn(2), DemoAgencies.PrimarySchool);

    public IReadOnlyList<StoryChild> Children => [Elder, Younger];

    public Guid Mother { get; set; }

    /// <summary>The elder's father, who lives elsewhere.</summary>
    public Guid Father { get; set; }

    /// <summary>The mother's partner, the younger's father: from step 3 on an adult who must not be told.</summary>
    public Guid Partner { get; set; }

    public Guid FamilyId { get; set; }

    public Guid PromptId { get; set; }

    public Guid? ConversationId { get; set; }

    public Guid CaseId { get; set; }

    public Guid IncidentId { get; set; }

    public Guid ConferenceId { get; set; }

    /// <summary>A text that somebody of the story writes down.</summary>
    public string Say(string text) => mark?.Invoke(text) ?? text;

    public Task<AgencyClient> AsAsync(DemoAgency agency, string role, int number = 1) => agencies.SystemOf(agency).AsAsync(role, number);

    /// <summary>Posts an edit of something with an ETag: reads the present version first.</summary>
    public static async Task<Answer> EditAsync(AgencyClient client, string resource, string action, object body)
    {
        var current = Expect.Success(await client.GetAsync(resource), "read before edit");
        return await client.PostAsync(resource + action, body, current.ETag);
    }
}

/// <summary>A made-up child of the story.</summary>
internal sealed record StoryChild(string GivenName, string BirthDate, string Sex, int Number, string NhsNumber, string Upn, DemoAgency School)
{
    public Guid Id { get; set; }

    public Guid ReferralId { get; set; }

    public Guid ContactId { get; set; }

    public Guid NoticeId { get; set; }
}
