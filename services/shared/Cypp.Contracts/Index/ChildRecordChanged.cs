namespace Cypp.Contracts.Index;

/// <summary>The whole current state of a child's index record; the newest wins. Published at registration and each change.</summary>
/// <param name="NhsNumber">Ten digits without spaces, verified; null while unknown.</param>
/// <param name="Upn">Thirteen characters; null while unknown.</param>
/// <param name="ResidenceCluster">Cluster of residence, the geography of published figures.</param>
/// <param name="LocationHidden">Restriction level 1: no address, school or practice may be shown.</param>
[Message("index.child-record-changed", "index/child", NewestWins = true, Purpose = Purposes.Identification, DataClass = DataClasses.Identifier)]
public sealed record ChildRecordChanged(
    Guid ChildId, Guid? FamilyId, string? NhsNumber, string? Upn, DateOnly? BirthDate, DateOnly? ExpectedBirthDate,
    string ResidenceCluster, bool LocationHidden, DateTimeOffset OccurredAt);
