namespace Cypp.Contracts.Safeguarding;

/// <summary>A conference made a child protection plan. Type, dates and whom to ring; no narrative, no category's detail.</summary>
/// <param name="CategoryOfAbuse">CIN code: NEG, PHY, SAB, EMO or MUL. For figures; not shown to others.</param>
[Message("safeguarding.protection-plan-started", "safeguarding/plan", LawfulBasis = LawfulBases.Safeguarding, DataClass = DataClasses.Special)]
public sealed record ProtectionPlanStarted(
    Guid PlanId, Guid ChildId, DateOnly StartedOn, string CategoryOfAbuse, string OfficePhone, string OutOfHoursPhone);
