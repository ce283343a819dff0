namespace Cypp.Contracts.Safeguarding;

/// <summary>The front door holds a contact about a child. What was said stays in safeguarding.</summary>
/// <param name="ReferralSource">CIN referral source code, 1A to 10.</param>
[Message("safeguarding.contact-made", "safeguarding/referral", LawfulBasis = LawfulBases.Safeguarding, DataClass = DataClasses.Special)]
public sealed record ContactMade(
    Guid ContactId, Guid ChildId, Guid SourceAgencyId, string ReferralSource, DateTimeOffset ReceivedAt);
