namespace Cypp.Contracts.Safeguarding;

/// <summary>A review conference ended a child protection plan.</summary>
[Message("safeguarding.protection-plan-ended", "safeguarding/plan", LawfulBasis = LawfulBases.Safeguarding, DataClass = DataClasses.Special)]
public sealed record ProtectionPlanEnded(Guid PlanId, Guid ChildId, DateOnly EndedOn);
