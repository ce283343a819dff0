namespace Cypp.Contracts.Index;

/// <summary>Whether a child is sealed (restriction level 2) and, if so, who may still know; the whole current state, the newest wins.</summary>
/// <param name="NamedReaderIds">Practitioners who may know, where a relationship lets them. To everybody else the child is absent.</param>
[Message("index.child-restricted", "index/child", NewestWins = true, Purpose = Purposes.Safeguarding, DataClass = DataClasses.Identifier)]
public sealed record ChildRestricted(Guid ChildId, bool Sealed, IReadOnlyList<Guid> NamedReaderIds, DateTimeOffset OccurredAt);
