namespace Cypp.EarlyHelp.Domain;

/// <summary>The family's agreement to take part: who, in which words, for what. Not consent: the lawful basis is public task.</summary>
internal sealed class Agreement
{
    public IReadOnlyList<Guid> AgreedByAdultIds { get; init; } = [];
    public string Text { get; init; } = "";
    public string Scope { get; init; } = "";
    public DateOnly AgreedOn { get; init; }
}

/// <summary>What a child said, when.</summary>
internal sealed class ChildWords
{
    public Guid Id { get; init; }
    public Guid ChildId { get; init; }
    public string Words { get; init; } = "";
    public DateOnly HeardOn { get; init; }
}

/// <summary>Somebody of the team around the family. A null practitioner stands for whoever of the agency has the role.</summary>
internal sealed class TeamMember
{
    public Guid Id { get; init; }
    public Guid AgencyId { get; init; }
    public Guid? PractitionerId { get; init; }
    public string Capacity { get; init; } = "";
}

internal sealed record ChildNeed(Guid ChildId, string Need);

internal sealed record AdultFactor(Guid AdultId, string Factor);

/// <summary>The one early help assessment of the family. Adults' factors stay in it.</summary>
internal sealed class Assessment
{
    public string Analysis { get; init; } = "";
    public IReadOnlyList<ChildNeed> Needs { get; init; } = [];
    public IReadOnlyList<AdultFactor> AdultFactors { get; init; } = [];
    public string FamilysPart { get; init; } = "";
    public DateOnly CompletedOn { get; init; }
}

/// <summary>A goal in the family's own words, with what is done for it and by whom.</summary>
internal sealed class Goal
{
    public Guid Id { get; init; }
    public string FamilysWords { get; init; } = "";
    public string Action { get; init; } = "";
    public string ByWhom { get; init; } = "";
    public DateOnly DueOn { get; init; }
    public Guid? FactorAdultId { get; init; }
    public string? Factor { get; init; }
    public DateOnly? MetOn { get; private set; }
    public string? Evidence { get; private set; }

    public void Meet(DateOnly on, string evidence) => (MetOn, Evidence) = (on, evidence);
}

internal sealed record FactorWithoutAction(Guid AdultId, string Factor, string Reason);
