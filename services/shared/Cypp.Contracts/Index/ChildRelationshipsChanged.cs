namespace Cypp.Contracts.Index;

/// <summary>Every adult related to a child, as now known; the newest wins.</summary>
[Message("index.child-relationships-changed", "index/child", NewestWins = true, Purpose = Purposes.Identification)]
public sealed record ChildRelationshipsChanged(
    Guid ChildId, Guid? FamilyId, IReadOnlyList<RelatedAdult> Adults, DateTimeOffset OccurredAt);

/// <param name="Relationship">Code: mother, father, parents-partner, grandparent, carer, other.</param>
/// <param name="HasParentalResponsibility">Children Act 1989 s3.</param>
/// <param name="NotToBeTold">No letter, notice, invitation, export or access log about this child may reach this adult.</param>
public sealed record RelatedAdult(
    Guid AdultId, string Relationship, bool HasParentalResponsibility, bool SameHousehold, bool NotToBeTold);
