using Cypp.ServiceKit.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;

namespace Cypp.Safeguarding.Domain.ChildProtection;

/// <summary>Social care, police and health at least decide whether there is reasonable cause to suspect significant harm (Children Act 1989 s47).</summary>
internal sealed class StrategyDiscussion : Aggregate
{
    public Guid ReferralId { get; private init; }
    public Guid ChildId { get; private init; }
    public DateTimeOffset HeldAt { get; private init; }
    public IReadOnlyList<Attendee> Attendees { get; private init; } = [];
    public bool ReasonableCause { get; private init; }
    public string Decision { get; private init; } = "";

    public static Error? CannotBeHeld(DateOnly referredOn, DateTimeOffset heldAt, DateOnly today, IReadOnlyList<Attendee> attendees) =>
        ProtectionErrors.DayIsImpossible("heldAt", BusinessClock.DayOf(heldAt), referredOn, today)
        ?? Sectors.AreUnknown(attendees)
        ?? Sectors.LackOne(attendees, Sectors.AtStrategyDiscussion);

    public static StrategyDiscussion Hold(
        Guid referralId, Guid childId, DateTimeOffset heldAt, IReadOnlyList<Attendee> attendees, bool reasonableCause, string decision,
        DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(now),
            ReferralId = referralId,
            ChildId = childId,
            HeldAt = heldAt,
            Attendees = attendees,
            ReasonableCause = reasonableCause,
            Decision = decision,
        };
}
