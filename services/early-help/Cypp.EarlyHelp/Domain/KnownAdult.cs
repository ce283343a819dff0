namespace Cypp.EarlyHelp.Domain;

/// <summary>An adult of a child, as the index last told; who must not be told is never invited.</summary>
internal sealed class KnownAdult
{
    public Guid Id { get; init; }
    public Guid ChildId { get; init; }
    public Guid AdultId { get; init; }
    public bool NotToBeTold { get; init; }
}

/// <summary>An invitation that was sent: to whom, to what, when.</summary>
internal sealed class Invitation
{
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public Guid AdultId { get; init; }
    public string Occasion { get; init; } = "";
    public DateOnly On { get; init; }
}
