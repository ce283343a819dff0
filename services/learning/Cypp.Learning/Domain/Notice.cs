using System.Text.RegularExpressions;

namespace Cypp.Learning.Domain;

/// <summary>
/// The police's notice of domestic abuse for one child's setting, with the content that the guidance fixes (Operation
/// Encompass; Domestic Abuse Act 2021 s49A). To whom it is addressed stands in the inbox, and it opens to nobody else.
/// </summary>
internal sealed partial class Notice
{
    public const int ReferenceLength = 100;

    /// <summary>A notice that waits for its match alarms so long before its earliest bell.</summary>
    public static readonly TimeSpan AlarmBefore = TimeSpan.FromHours(1);

    public required Guid Id { get; init; }

    /// <summary>Null while the match waits for a person.</summary>
    public Guid? ChildId { get; private set; }
    public required Guid? MatchId { get; init; }
    public required Guid PoliceAgencyId { get; init; }
    public required string PoliceReference { get; init; }
    public required DateTimeOffset IncidentAt { get; init; }
    public required string Place { get; init; }
    public required bool ChildPresent { get; init; }
    public required string? VoiceOfTheChild { get; init; }
    public required string Circumstances { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>While its school is unknown: the earliest first bell of any school. Null once it is addressed.</summary>
    public DateTimeOffset? EarliestBell { get; private set; }
    public DateTimeOffset? AlarmedAt { get; private set; }

    public void BelongsTo(Guid childId) => (ChildId, EarliestBell) = (childId, null);

    public void WaitForMatch(DateTimeOffset earliestBell) => EarliestBell = earliestBell;

    public void Alarm(DateTimeOffset now) => AlarmedAt = now;

    /// <summary>
    /// Location hidden: the place of the incident may be the family's, so it is not shown, and a postcode in the
    /// police's own words is blanked.
    /// </summary>
    public NoticeContent ContentFor(bool locationHidden) => locationHidden
        ? new(null, true, Blank(VoiceOfTheChild), Blank(Circumstances)!)
        : new(Place, false, VoiceOfTheChild, Circumstances);

    private static string? Blank(string? words) => words is null ? null : Postcode().Replace(words, "[withheld]");

    [GeneratedRegex("\\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\\b", RegexOptions.IgnoreCase)]
    private static partial Regex Postcode();
}

internal sealed record NoticeContent(string? Place, bool PlaceWithheld, string? VoiceOfTheChild, string Circumstances);

/// <summary>A notice that nobody had acknowledged by the bell was told to the authority, once.</summary>
internal sealed class NoticeEscalation
{
    /// <summary>The inbox item that was not acknowledged.</summary>
    public required Guid InboxItemId { get; init; }
    public required Guid NoticeId { get; init; }
    public required Guid AddressedAgencyId { get; init; }
    public required DateTimeOffset EscalatedAt { get; init; }
}

/// <summary>Kinds of inbox items about notices.</summary>
internal static class NoticeKinds
{
    public const string Notice = "domestic-abuse-notice";
    public const string Unacknowledged = "domestic-abuse-notice-unacknowledged";
    public const string Unmatched = "domestic-abuse-notice-unmatched";
}
