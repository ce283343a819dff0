namespace Cypp.Contracts.Safeguarding;

/// <summary>A child-in-need plan (Children Act 1989 s17) began. Never open together with a child protection plan.</summary>
[Message("safeguarding.child-in-need-plan-started", "safeguarding/plan", LawfulBasis = LawfulBases.Safeguarding, DataClass = DataClasses.Special)]
public sealed record ChildInNeedPlanStarted(
    Guid PlanId, Guid ChildId, DateOnly StartedOn, string OfficePhone, string OutOfHoursPhone);
