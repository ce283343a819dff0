namespace Cypp.Contracts.Safeguarding;

/// <summary>
/// The police's notice for one child's setting: the one message that carries content, because the guidance fixes it
/// (Operation Encompass; Domestic Abuse Act 2021 s49A; Home Office guidance of 7 November 2025). One message a child;
/// no sibling, no address.
/// </summary>
/// <param name="ChildId">The child, or null while the match is unsettled; then <paramref name="MatchId"/> is set.</param>
[Message("safeguarding.domestic-abuse-incident-reported", "safeguarding/domestic-abuse",
    LawfulBasis = LawfulBases.LegalObligation, DataClass = DataClasses.Special)]
public sealed record DomesticAbuseIncidentReported(
    Guid NoticeId, Guid? ChildId, Guid? MatchId, Guid PoliceAgencyId, string PoliceReference, DateTimeOffset IncidentAt,
    string Place, bool ChildPresent, string? VoiceOfTheChild, string Circumstances, DateTimeOffset ReceivedAt);
