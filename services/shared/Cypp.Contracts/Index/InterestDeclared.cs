namespace Cypp.Contracts.Index;

/// <summary>A practitioner is kin, friend or neighbour of a child, and so never sees this child's records (security.md 2.2, step 8).</summary>
/// <param name="Relation">own-child, relative, neighbour or colleagues-child.</param>
[Message("index.interest-declared", "index/child", Purpose = Purposes.Safeguarding, DataClass = DataClasses.Identifier)]
public sealed record InterestDeclared(Guid PractitionerId, Guid ChildId, string Relation, DateTimeOffset DeclaredAt);
