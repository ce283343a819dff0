namespace Cypp.Contracts.Safeguarding;

/// <summary>Agreed with the family, social work asks early help to take a child back. Social work keeps the child until accepted.</summary>
/// <param name="StepUpId">The step-up that once brought the child here, so that the same early help case reopens.</param>
[Message("safeguarding.step-down-proposed", "safeguarding/referral", LawfulBasis = LawfulBases.Safeguarding, DataClass = DataClasses.Special)]
public sealed record StepDownProposed(
    Guid StepDownId, Guid ReferralId, Guid ChildId, Guid? StepUpId, DateTimeOffset ProposedAt);
