namespace Cypp.Contracts.Safeguarding;

/// <summary>Whoever reported a risk named an adult who must not be told about this child; the index enforces it everywhere.</summary>
/// <param name="ReasonCode">alleged-perpetrator, court-order or risk-of-harm.</param>
[Message("safeguarding.adult-not-to-be-told-named", "safeguarding/disclosure", LawfulBasis = LawfulBases.Safeguarding, DataClass = DataClasses.Special)]
public sealed record AdultNotToBeToldNamed(
    Guid? ChildId, Guid? MatchId, Guid AdultId, string ReasonCode, DateTimeOffset NamedAt);
