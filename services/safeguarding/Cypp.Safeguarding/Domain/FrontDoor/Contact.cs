using Cypp.ServiceKit.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;

namespace Cypp.Safeguarding.Domain.FrontDoor;

/// <summary>Whoever makes a contact, as the token named them.</summary>
internal sealed record Maker(Guid AgencyId, Guid PractitionerId, string Role);

/// <summary>
/// Somebody told the front door about one child. It opens at once, also about a child whom nobody knows yet: then it
/// hangs on the index's pending match, and what depends on the child follows when the match is settled.
/// </summary>
internal sealed class Contact : Aggregate
{
    public const int ConcernLength = 4000;

    public Guid? ChildId { get; private set; }

    /// <summary>The index's match by which the child was named, settled or not.</summary>
    public Guid? MatchId { get; private set; }
    public Guid? IncidentId { get; private set; }

    /// <summary>The referral that it opened or joined; null while the child is not settled.</summary>
    public Guid? ReferralId { get; private set; }
    public Guid MakerAgencyId { get; private set; }
    public Guid MakerPractitionerId { get; private set; }
    public string MakerRole { get; private set; } = "";

    /// <summary>Social work agency whose front door took it.</summary>
    public Guid AgencyId { get; private set; }

    /// <summary>CIN referral source code.</summary>
    public string ReferralSource { get; private set; } = "";
    public string Concern { get; private set; } = "";
    public DateTimeOffset ReceivedAt { get; private set; }
    public DateOnly DecisionDueOn { get; private set; }

    /// <summary>From when a match still unsettled endangers the decision: 13:00 on its last day.</summary>
    public DateTimeOffset MatchAlarmAt { get; private set; }
    public DateTimeOffset? MatchAlarmedAt { get; private set; }
    public DateTimeOffset? DangerCheckedAt { get; private set; }
    public Guid? DangerCheckedBy { get; private set; }
    public bool? ImmediateDanger { get; private set; }
    public string? DangerNote { get; private set; }

    public static Contact Make(
        Maker maker, Guid agencyId, Guid? childId, Guid? matchId, string referralSource, string concern, Guid? incidentId, DateTimeOffset now)
    {
        var due = WorkingDays.After(BusinessClock.DayOf(now), 1);
        return new()
        {
            Id = Guid.CreateVersion7(now),
            ChildId = childId,
            MatchId = matchId,
            IncidentId = incidentId,
            MakerAgencyId = maker.AgencyId,
            MakerPractitionerId = maker.PractitionerId,
            MakerRole = maker.Role,
            AgencyId = agencyId,
            ReferralSource = referralSource,
            Concern = concern,
            ReceivedAt = now,
            DecisionDueOn = due,
            MatchAlarmAt = BusinessClock.MomentOf(due, new TimeOnly(13, 0)),
        };
    }

    /// <returns>Why the child is not named as it must be, or null: by its id, or by a match that a person has still to settle.</returns>
    public static Error? ChildIsNotNamedOnce(Guid? childId, Guid? matchId, string field) =>
        childId is null == matchId is null ? new InvalidError("child-or-match", "Name the child by childId or by matchId.", field) : null;

    /// <summary>Told once that nobody has settled who the child is.</summary>
    public void AlarmMatch(DateTimeOffset now) => MatchAlarmedAt ??= now;

    public void BelongTo(Guid childId) => ChildId = childId;

    public void Join(Guid referralId)
    {
        ReferralId = referralId;
        Touch();
    }

    public Error? CheckForDanger(bool immediateDanger, string note, Guid practitionerId, DateTimeOffset now)
    {
        if (DangerCheckedAt is not null)
        {
            return ContactErrors.AlreadyChecked;
        }

        (ImmediateDanger, DangerNote, DangerCheckedBy, DangerCheckedAt) = (immediateDanger, note, practitionerId, now);
        Touch();
        return null;
    }
}
