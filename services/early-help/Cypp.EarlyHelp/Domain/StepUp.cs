namespace Cypp.EarlyHelp.Domain;

/// <summary>A step-up that was sent, with the rationale that stays here.</summary>
internal sealed class StepUp
{
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public Guid ChildId { get; init; }
    public string Rationale { get; init; } = "";
    public DateTimeOffset SentBySystemAt { get; init; }
}
