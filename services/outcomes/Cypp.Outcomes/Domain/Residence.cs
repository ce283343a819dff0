using Cypp.ServiceKit.Time;

namespace Cypp.Outcomes.Domain;

/// <summary>Where a child lives from a moment on, for figures; the index's newest record is the latest.</summary>
internal sealed class Residence
{
    /// <summary>The area of a child of whom the index has not told yet: counted, never dropped.</summary>
    public const string NotKnown = "not-known";

    public Guid ChildId { get; init; }
    public DateTimeOffset Since { get; init; }
    public string Cluster { get; private set; } = "";
    public DateOnly? BirthDate { get; private set; }

    /// <summary>Set while a child is not born yet.</summary>
    public DateOnly? ExpectedBirthDate { get; private set; }

    public bool IsLatest { get; set; } = true;

    public bool Says(string cluster, DateOnly? birthDate, DateOnly? expectedBirthDate) =>
        (Cluster, BirthDate, ExpectedBirthDate) == (cluster, birthDate, expectedBirthDate);

    public void Tell(string cluster, DateOnly? birthDate, DateOnly? expectedBirthDate) =>
        (Cluster, BirthDate, ExpectedBirthDate) = (cluster, birthDate, expectedBirthDate);

    public bool IsUnbornOn(DateOnly day) => BirthDate is { } born ? born > day : ExpectedBirthDate is not null;
}

/// <summary>Where each child lived at the end of a day, and who was not born then.</summary>
internal sealed class Homes(IEnumerable<Residence> residences, DateOnly day)
{
    private readonly Dictionary<Guid, List<Residence>> _of = residences.GroupBy(one => one.ChildId)
        .ToDictionary(child => child.Key, child => child.OrderBy(one => one.Since).ToList());

    /// <summary>A child first told of after the day lived where that first record says.</summary>
    public string ClusterOf(Guid childId) => !_of.TryGetValue(childId, out var lived)
        ? Residence.NotKnown
        : (lived.LastOrDefault(one => BusinessClock.DayOf(one.Since) <= day) ?? lived[0]).Cluster;

    public bool IsUnborn(Guid childId) => _of.TryGetValue(childId, out var lived) && lived[^1].IsUnbornOn(day);
}
