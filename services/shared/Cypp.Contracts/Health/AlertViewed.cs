namespace Cypp.Contracts.Health;

/// <summary>Unscheduled care looked up a child who has a plan (CP-IS access-to-service notification).</summary>
[Message("health.alert-viewed", "health/alert", LawfulBasis = LawfulBases.Safeguarding, DataClass = DataClasses.Special)]
public sealed record AlertViewed(Guid ViewId, Guid ChildId, Guid PlanId, Guid ViewedByAgencyId, Guid ViewedByPractitionerId, DateTimeOffset ViewedAt);
