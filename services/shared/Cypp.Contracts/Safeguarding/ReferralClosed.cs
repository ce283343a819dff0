namespace Cypp.Contracts.Safeguarding;

/// <summary>Social work ended its episode for a child.</summary>
/// <param name="ReasonForClosure">CIN closure code, RC1 to RC9.</param>
[Message("safeguarding.referral-closed", "safeguarding/referral", LawfulBasis = LawfulBases.Safeguarding, DataClass = DataClasses.Special)]
public sealed record ReferralClosed(Guid ReferralId, Guid ChildId, string ReasonForClosure, DateOnly ClosedOn);
