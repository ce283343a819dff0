namespace Cypp.Contracts.Safeguarding;

/// <summary>The child and family assessment was completed (45 working days from referral at most).</summary>
[Message("safeguarding.assessment-completed", "safeguarding/referral", LawfulBasis = LawfulBases.Safeguarding, DataClass = DataClasses.Special)]
public sealed record AssessmentCompleted(Guid ReferralId, Guid ChildId, DateOnly CompletedOn);
