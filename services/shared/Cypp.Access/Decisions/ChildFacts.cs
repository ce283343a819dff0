using Cypp.Access.Relationships;
using Cypp.Access.Sharing;

namespace Cypp.Access.Decisions;

/// <summary>What is known of one child at the moment of a decision; whoever asks has fetched it.</summary>
/// <param name="Relationships">All of this child, of whomever and whenever.</param>
/// <param name="Agreements">Rules of the agencies whose records the relationships open.</param>
/// <param name="Sealed">Restriction level 2.</param>
/// <param name="NamedReaders">Practitioners who may know a sealed child.</param>
/// <param name="Conflicted">Practitioners who are kin, friend or neighbour.</param>
public sealed record ChildFacts(
    IReadOnlyList<Relationship> Relationships, IReadOnlyList<SharingRule> Agreements, bool Sealed, IReadOnlySet<Guid> NamedReaders, IReadOnlySet<Guid> Conflicted);
