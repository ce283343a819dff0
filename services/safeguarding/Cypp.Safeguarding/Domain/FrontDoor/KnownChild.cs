namespace Cypp.Safeguarding.Domain.FrontDoor;

/// <summary>
/// What safeguarding holds of a child's index record. A row without <see cref="RecordAt"/> is a child named by a contact
/// whose record the index has not sent yet: a contact never waits for that. What changes a child's referral locks the row.
/// </summary>
internal sealed class KnownChild
{
    public required Guid ChildId { get; init; }
    public Guid? FamilyId { get; private set; }
    public DateOnly? BirthDate { get; private set; }
    public DateOnly? ExpectedBirthDate { get; private set; }
    public string? ResidenceCluster { get; private set; }

    /// <summary>Restriction level 1: what is published about the child says so.</summary>
    public bool LocationHidden { get; private set; }
    public DateTimeOffset? RecordAt { get; private set; }
    public DateTimeOffset? RelationshipsAt { get; private set; }

    /// <summary>What came last is so, whatever its time says: its stream has the order, clocks do not (FT-09).</summary>
    public void TakeRecord(
        Guid? familyId, DateOnly? birthDate, DateOnly? expectedBirthDate, string residenceCluster, bool locationHidden, DateTimeOffset at)
    {
        (FamilyId, BirthDate, ExpectedBirthDate) = (familyId, birthDate, expectedBirthDate);
        (ResidenceCluster, LocationHidden, RecordAt) = (residenceCluster, locationHidden, at);
    }

    /// <summary>See <see cref="TakeRecord"/>.</summary>
    public void TakeRelationships(Guid? familyId, DateTimeOffset at) => (FamilyId, RelationshipsAt) = (familyId ?? FamilyId, at);
}
