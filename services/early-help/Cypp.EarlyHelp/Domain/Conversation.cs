using Cypp.ServiceKit.Errors;

namespace Cypp.EarlyHelp.Domain;

/// <summary>The recorded right conversation: who was spoken with, the child's words, and whether the family agreed to go on.</summary>
internal sealed class Conversation
{
    public Guid Id { get; private init; }
    public Guid PromptId { get; private init; }
    public Guid ChildId { get; private init; }
    public Guid HeldBy { get; private init; }
    public Guid HeldByAgencyId { get; private init; }
    public DateTimeOffset HeldAt { get; private init; }
    public bool SpokenWithChild { get; private init; }
    public IReadOnlyList<Guid> SpokenWithAdultIds { get; private init; } = [];
    public string? ChildWords { get; private init; }
    public bool Agreed { get; private init; }
    public string Notes { get; private init; } = "";

    public static (Conversation? Held, Error? Why) Hold(
        Prompt prompt, bool spokenWithChild, IReadOnlyList<Guid> spokenWithAdultIds, string? childWords, bool agreed, string notes, Guid heldBy, Guid heldByAgencyId, DateTimeOffset now)
    {
        if (!spokenWithChild && spokenWithAdultIds.Count == 0)
        {
            return (null, CaseErrors.NobodySpokenWith);
        }

        if (spokenWithChild && string.IsNullOrWhiteSpace(childWords))
        {
            return (null, CaseErrors.WordsMissing);
        }

        if (prompt.Talk() is { } error)
        {
            return (null, error);
        }

        return (new Conversation
        {
            Id = Guid.CreateVersion7(now),
            PromptId = prompt.Id,
            ChildId = prompt.ChildId,
            HeldBy = heldBy,
            HeldByAgencyId = heldByAgencyId,
            HeldAt = now,
            SpokenWithChild = spokenWithChild,
            SpokenWithAdultIds = spokenWithAdultIds,
            ChildWords = childWords,
            Agreed = agreed,
            Notes = notes,
        }, null);
    }
}
