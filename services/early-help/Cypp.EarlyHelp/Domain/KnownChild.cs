namespace Cypp.EarlyHelp.Domain;

/// <summary>A child as the index last described it, as far as early help needs.</summary>
internal sealed class KnownChild
{
    public Guid ChildId { get; init; }
    public Guid? FamilyId { get; private set; }
    public string ResidenceCluster { get; private set; } = "";

    /// <summary>Restriction level 1: nothing that tells where the child lives or goes to school may be shown.</summary>
    public bool LocationHidden { get; private set; }
    public DateTimeOffset AsOf { get; private set; }

    /// <summary>What came last is so, whatever its time says: its stream has the order, clocks do not (FT-09).</summary>
    public void Take(Guid? familyId, string residenceCluster, bool locationHidden, DateTimeOffset asOf) =>
        (FamilyId, ResidenceCluster, LocationHidden, AsOf) = (familyId, residenceCluster, locationHidden, asOf);
}
