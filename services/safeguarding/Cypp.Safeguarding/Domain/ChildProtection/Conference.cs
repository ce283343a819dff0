using Cypp.ServiceKit.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;

namespace Cypp.Safeguarding.Domain.ChildProtection;

internal static class ConferenceKinds
{
    public const string Initial = "initial";
    public const string Review = "review";
}

/// <summary>One child of a conference: what limits its date, and what was decided.</summary>
internal sealed class ConferenceChild
{
    public required Guid ReferralId { get; init; }
    public required Guid ChildId { get; init; }

    /// <summary>Initial: 15 working days from the strategy discussion that started the enquiry. Review: as the plan says.</summary>
    public required DateOnly DueOn { get; init; }
    public string? Outcome { get; private set; }
    public ChildsVoice Voice { get; private set; } = new(null, null);

    internal void Decide(ConferenceOutcome outcome) => (Outcome, Voice) = (outcome.Outcome, outcome.Voice);
}

/// <summary>A child protection conference about one or more children, under a chair who is independent of their cases.</summary>
internal sealed class Conference : Aggregate
{
    private List<ConferenceChild> _children = [];

    public string Kind { get; private init; } = "";
    public DateOnly ArrangedOn { get; private init; }
    public DateOnly ScheduledFor { get; private init; }
    public Guid ChairId { get; private init; }
    public string? LateReason { get; private set; }
    public DateOnly? HeldOn { get; private set; }
    public Guid? RecordedBy { get; private set; }
    public string? FamilysPart { get; private set; }
    public IReadOnlyList<Attendee> Attendees { get; private set; } = [];
    public IReadOnlyList<ConferenceChild> Children => _children;

    public bool IsInitial => Kind == ConferenceKinds.Initial;

    public bool IsRecorded => HeldOn is not null;

    /// <summary>The earliest limit of its children.</summary>
    public DateOnly DueOn => _children.Min(child => child.DueOn);

    public static Error? CannotBeScheduled(DateOnly scheduledFor, DateOnly today, DateOnly dueOn, string? lateReason)
    {
        if (scheduledFor < today)
        {
            return new InvalidError("day-impossible", "A conference is scheduled for today or later.", "scheduledFor");
        }

        return !WorkingDays.IsWorkingDay(scheduledFor) ? ProtectionErrors.NotWorkingDay
            : scheduledFor > dueOn && string.IsNullOrWhiteSpace(lateReason) ? ProtectionErrors.ConferenceLate : null;
    }

    public static Conference Schedule(
        string kind, DateOnly scheduledFor, Guid chairId, string? lateReason, IEnumerable<ConferenceChild> children, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(now),
            Kind = kind,
            ArrangedOn = BusinessClock.DayOf(now),
            ScheduledFor = scheduledFor,
            ChairId = chairId,
            LateReason = lateReason,
            _children = [.. children],
        };

    public Error? Invite()
    {
        if (IsRecorded)
        {
            return ProtectionErrors.ConferenceAlreadyRecorded;
        }

        Touch();
        return null;
    }

    /// <summary>The chair's record: who was there, the family's part, and one outcome with the child's voice for each child.</summary>
    public Error? Record(
        Guid chairId, DateOnly heldOn, DateOnly today, IReadOnlyList<Attendee> attendees, string familysPart, string? lateReason,
        IReadOnlyList<ConferenceOutcome> outcomes)
    {
        if ((IsRecorded ? ProtectionErrors.ConferenceAlreadyRecorded : CannotBeRecorded(heldOn, today, attendees, familysPart, lateReason, outcomes)) is { } error)
        {
            return error;
        }

        (HeldOn, RecordedBy, Attendees, FamilysPart, LateReason) = (heldOn, chairId, attendees, familysPart, LateReason ?? lateReason);
        foreach (var child in _children)
        {
            child.Decide(outcomes.Single(outcome => outcome.ChildId == child.ChildId));
        }

        Touch();
        return null;
    }

    private Error? CannotBeRecorded(
        DateOnly heldOn, DateOnly today, IReadOnlyList<Attendee> attendees, string familysPart, string? lateReason, IReadOnlyList<ConferenceOutcome> outcomes)
    {
        var late = heldOn > DueOn && string.IsNullOrWhiteSpace(LateReason ?? lateReason);
        return ProtectionErrors.DayIsImpossible("heldOn", heldOn, ArrangedOn, today)
            ?? (WorkingDays.IsWorkingDay(heldOn) ? null : ProtectionErrors.NotWorkingDay)
            ?? (late ? ProtectionErrors.ConferenceLate : null)
            ?? Sectors.AreUnknown(attendees)
            ?? Sectors.LackOne(attendees, Sectors.SocialCare)
            ?? (attendees.Select(attendee => attendee.Sector).Distinct().Count() < 2 ? ProtectionErrors.SectorMissing : null)
            ?? Assessment.FamilysPartMissing(familysPart)
            ?? (OutcomesMatchChildren(outcomes) ? null : ProtectionErrors.OutcomesIncomplete)
            ?? outcomes.Select(outcome => outcome.IsWrongFor(this)).FirstOrDefault(error => error is not null);
    }

    private bool OutcomesMatchChildren(IReadOnlyList<ConferenceOutcome> outcomes) =>
        outcomes.Count == _children.Count && outcomes.Select(outcome => outcome.ChildId).ToHashSet().SetEquals(_children.Select(child => child.ChildId));
}
