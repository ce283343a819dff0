namespace Cypp.Contracts.Safeguarding;

/// <summary>Contacts and step-ups about a child became one referral, to be decided in one working day (Working Together).</summary>
/// <param name="StepUpId">The step-up that joined it, if any; sent again when a step-up joins an open referral.</param>
[Message("safeguarding.referral-received", "safeguarding/referral", LawfulBasis = LawfulBases.Safeguarding, DataClass = DataClasses.Special)]
public sealed record ReferralReceived(
    Guid ReferralId, Guid ChildId, Guid? StepUpId, DateTimeOffset ReceivedAt, DateOnly DecisionDueOn);
