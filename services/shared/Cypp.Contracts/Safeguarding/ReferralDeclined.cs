namespace Cypp.Contracts.Safeguarding;

/// <summary>Social work will not act on a referral; a stepped-up case is open again where it was, with the reason.</summary>
/// <param name="ReasonCode">threshold-not-met, already-known, early-help-sufficient or other.</param>
[Message("safeguarding.referral-declined", "safeguarding/referral", LawfulBasis = LawfulBases.Safeguarding, DataClass = DataClasses.Special)]
public sealed record ReferralDeclined(
    Guid ReferralId, Guid ChildId, Guid? StepUpId, string ReasonCode, DateTimeOffset DeclinedAt);
