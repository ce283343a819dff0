namespace Cypp.Learning.Domain;

/// <summary>What learning needs to know of a child from the index: age, and whether the family's location is hidden.</summary>
internal sealed class ChildFacts
{
    public required Guid ChildId { get; init; }
    public DateOnly? BirthDate { get; private set; }
    public bool LocationHidden { get; private set; }
    public DateTimeOffset AsOf { get; private set; }

    /// <summary>What came last is so, whatever its time says: its stream has the order, clocks do not (FT-09).</summary>
    public void Apply(DateOnly? birthDate, bool locationHidden, DateTimeOffset asOf) => (BirthDate, LocationHidden, AsOf) = (birthDate, locationHidden, asOf);
}

/// <summary>A match that a person settled, kept because a notice on it may come later than the settlement.</summary>
internal sealed class SettledMatch
{
    public required Guid MatchId { get; init; }
    public required Guid ChildId { get; init; }
}
