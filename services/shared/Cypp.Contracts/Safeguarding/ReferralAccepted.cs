namespace Cypp.Contracts.Safeguarding;

/// <summary>A named social worker took the child on. Only this ends early help's lead.</summary>
[Message("safeguarding.referral-accepted", "safeguarding/referral", LawfulBasis = LawfulBases.Safeguarding, DataClass = DataClasses.Special)]
public sealed record ReferralAccepted(
    Guid ReferralId, Guid ChildId, Guid? StepUpId, Guid SocialWorkerAgencyId, Guid SocialWorkerId, DateTimeOffset AcceptedAt);
