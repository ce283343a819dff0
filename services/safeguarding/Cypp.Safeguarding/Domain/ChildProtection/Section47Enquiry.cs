using Cypp.ServiceKit.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;

namespace Cypp.Safeguarding.Domain.ChildProtection;

/// <summary>
/// An enquiry under Children Act 1989 s47, inside the child and family assessment. One open at a time for a referral
/// (census rule 8896).
/// </summary>
internal sealed class Section47Enquiry : Aggregate
{
    /// <summary>From the strategy discussion at which the enquiry began to the initial conference (Working Together 2015).</summary>
    public const int WorkingDaysToConference = 15;

    public Guid ReferralId { get; private init; }
    public Guid ChildId { get; private init; }
    public Guid StrategyDiscussionId { get; private init; }
    public DateOnly StartedOn { get; private init; }
    public DateOnly ConferenceDueOn { get; private init; }
    public DateOnly? EndedOn { get; private set; }
    public bool? Substantiated { get; private set; }
    public bool? ConferenceNeeded { get; private set; }
    public string? Reason { get; private set; }

    public bool IsOpen => EndedOn is null;

    public static Section47Enquiry Start(StrategyDiscussion discussion, DateTimeOffset now)
    {
        var startedOn = BusinessClock.DayOf(discussion.HeldAt);
        return new()
        {
            Id = Guid.CreateVersion7(now),
            ReferralId = discussion.ReferralId,
            ChildId = discussion.ChildId,
            StrategyDiscussionId = discussion.Id,
            StartedOn = startedOn,
            ConferenceDueOn = WorkingDays.After(startedOn, WorkingDaysToConference),
        };
    }

    public Error? Conclude(bool substantiated, bool conferenceNeeded, string reason, DateOnly today)
    {
        if (!IsOpen)
        {
            return ProtectionErrors.Section47AlreadyConcluded;
        }

        if (conferenceNeeded && !substantiated)
        {
            return ProtectionErrors.ConferenceNeedsSubstantiatedConcern;
        }

        (EndedOn, Substantiated, ConferenceNeeded, Reason) = (today, substantiated, conferenceNeeded, reason);
        Touch();
        return null;
    }
}
