namespace Cypp.Access.Restrictions;

/// <summary>
/// A child at restriction level 2 (security.md 2.4): adopted, or a protected person. To all but the named the child is
/// absent: no result, no count, no suggestion. Each service keeps its own copy.
/// </summary>
public sealed class SealedChild
{
    public required Guid ChildId { get; init; }

    /// <summary>False: it was sealed, and is no more.</summary>
    public bool Sealed { get; private set; }
    public DateTimeOffset AsOf { get; private set; }

    /// <summary>What came last is so, whatever its time says: its stream has the order, clocks do not (FT-09).</summary>
    public void Take(bool isSealed, DateTimeOffset asOf) => (Sealed, AsOf) = (isSealed, asOf);
}

/// <summary>Somebody who may know a sealed child, where a relationship lets them.</summary>
public sealed class NamedReader
{
    public required Guid ChildId { get; init; }
    public required Guid PractitionerId { get; init; }
}

/// <summary>A practitioner's own child, or a relative's, neighbour's or colleague's: the conflict is the reader's, not the record's.</summary>
public sealed class ConflictOfInterest
{
    public required Guid ChildId { get; init; }
    public required Guid PractitionerId { get; init; }
}
