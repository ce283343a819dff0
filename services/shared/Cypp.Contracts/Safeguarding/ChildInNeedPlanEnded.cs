namespace Cypp.Contracts.Safeguarding;

/// <summary>A child-in-need plan ended.</summary>
[Message("safeguarding.child-in-need-plan-ended", "safeguarding/plan", LawfulBasis = LawfulBases.Safeguarding, DataClass = DataClasses.Special)]
public sealed record ChildInNeedPlanEnded(Guid PlanId, Guid ChildId, DateOnly EndedOn);
