namespace Cypp.EarlyHelp.Domain;

/// <summary>A step-up that was sent, with the rationale that stays here: whoever decides it reads it here.</summary>
internal sealed class StepUp
{
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public Guid ChildId { get; init; }
    public Guid AgencyId { get; init; }
    public Guid PractitionerId { get; init; }
    public string ConcernCategory { get; init; } = "";
    public string Urgency { get; init; } = "";
    public string DisclosureBasis { get; init; } = "";
    public string Rationale { get; init; } = "";
    public DateTimeOffset SteppedUpAt { get; init; }

    /// <summary>By the system's clock, which the watcher of hand-overs goes by.</summary>
    public DateTimeOffset SentBySystemAt { get; init; }
}
