namespace Cypp.Safeguarding.Domain.FrontDoor;

/// <summary>A match by which a contact named a child, and the child when a person settled it. Contact and settlement come in either order.</summary>
internal sealed class KnownMatch
{
    public required Guid MatchId { get; init; }
    public Guid? ChildId { get; private set; }

    /// <returns>False when it was settled as another child before.</returns>
    public bool Settle(Guid childId)
    {
        ChildId ??= childId;
        return ChildId == childId;
    }
}

/// <summary>
/// An adult whom a contact named as not to be told about its child. It holds here at once; the index enforces it
/// everywhere as soon as it has the message.
/// </summary>
internal sealed class AdultNotToBeTold
{
    public required Guid Id { get; init; }
    public required Guid ContactId { get; init; }
    public required Guid AdultId { get; init; }
    public required string ReasonCode { get; init; }
    public required DateTimeOffset NamedAt { get; init; }
}
