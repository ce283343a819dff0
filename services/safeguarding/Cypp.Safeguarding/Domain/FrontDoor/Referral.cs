using Cypp.ServiceKit.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;

namespace Cypp.Safeguarding.Domain.FrontDoor;

internal enum ReferralState
{
    Received,
    Acknowledged,
    Accepted,
    Declined,
    Closed,
}

/// <summary>
/// All contacts and step-ups about one child since the last decision: one referral a child while it is open.
/// Received by the platform, acknowledged by the front door, then accepted or declined by a person within one working
/// day (Working Together).
/// </summary>
internal sealed class Referral : Aggregate
{
    public const int CodeLength = 100;

    public Guid ChildId { get; private set; }

    /// <summary>Social work agency whose front door holds it.</summary>
    public Guid AgencyId { get; private set; }

    /// <summary>The latest step-up from early help that joined, so that a step-down finds the same case.</summary>
    public Guid? StepUpId { get; private set; }
    public ReferralState State { get; private set; }
    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>Last day on which the decision is in time.</summary>
    public DateOnly DecisionDueOn { get; private set; }
    public DateTimeOffset? AcknowledgedAt { get; private set; }
    public Guid? AcknowledgedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public Guid? DecidedBy { get; private set; }

    /// <summary>The named social worker, once accepted.</summary>
    public Guid? SocialWorkerId { get; private set; }
    public string? DeclineReasonCode { get; private set; }
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>CIN closure code, RC1 to RC9.</summary>
    public string? ReasonForClosure { get; private set; }

    /// <summary>When the manager was told that the decision is late; told once.</summary>
    public DateTimeOffset? OverdueToldAt { get; private set; }

    public bool IsUndecided => State is ReferralState.Received or ReferralState.Acknowledged;

    public bool IsOpen => IsUndecided || State == ReferralState.Accepted;

    public static Referral Receive(Guid childId, Guid agencyId, DateTimeOffset receivedAt, Guid? stepUpId = null) => new()
    {
        Id = Guid.CreateVersion7(receivedAt),
        ChildId = childId,
        AgencyId = agencyId,
        StepUpId = stepUpId,
        State = ReferralState.Received,
        ReceivedAt = receivedAt,
        DecisionDueOn = WorkingDays.After(BusinessClock.DayOf(receivedAt), 1),
    };

    /// <summary>
    /// Another contact or step-up about the child. Whoever decides must have read it, so it makes an older ETag stale; a
    /// contact that waited on a match brings its own, earlier, deadline.
    /// </summary>
    public void Join(DateTimeOffset receivedAt, Guid? stepUpId)
    {
        StepUpId = stepUpId ?? StepUpId;
        if (IsUndecided && receivedAt < ReceivedAt)
        {
            ReceivedAt = receivedAt;
            DecisionDueOn = WorkingDays.After(BusinessClock.DayOf(receivedAt), 1);
        }

        Touch();
    }

    public Error? Acknowledge(Guid practitionerId, DateTimeOffset now)
    {
        if (State != ReferralState.Received)
        {
            return ReferralErrors.NotReceived;
        }

        (State, AcknowledgedAt, AcknowledgedBy) = (ReferralState.Acknowledged, now, practitionerId);
        Touch();
        return null;
    }

    public Error? Accept(Guid socialWorkerId, Guid decidedBy, DateTimeOffset now)
    {
        if (State != ReferralState.Acknowledged)
        {
            return ReferralErrors.NotAcknowledged;
        }

        (State, SocialWorkerId) = (ReferralState.Accepted, socialWorkerId);
        Decide(decidedBy, now);
        return null;
    }

    public Error? Decline(string reasonCode, Guid decidedBy, DateTimeOffset now)
    {
        if (State != ReferralState.Acknowledged)
        {
            return ReferralErrors.NotAcknowledged;
        }

        (State, DeclineReasonCode) = (ReferralState.Declined, reasonCode);
        Decide(decidedBy, now);
        return null;
    }

    /// <summary>
    /// A step of social work on an accepted referral. It makes older ETags stale: whoever decides next has seen it.
    /// </summary>
    public Error? Work()
    {
        if (State != ReferralState.Accepted)
        {
            return ReferralErrors.NotAccepted;
        }

        Touch();
        return null;
    }

    /// <summary>Police protection and emergency orders wait neither for a decision nor for an allocation.</summary>
    public Error? UseEmergencyPower()
    {
        if (!IsOpen)
        {
            return ReferralErrors.NotAccepted;
        }

        Touch();
        return null;
    }

    /// <summary>The social work episode ends.</summary>
    public Error? Close(string reasonForClosure, DateOnly on)
    {
        if (State != ReferralState.Accepted)
        {
            return ReferralErrors.NotAccepted;
        }

        (State, ReasonForClosure, ClosedOn) = (ReferralState.Closed, reasonForClosure, on);
        Touch();
        return null;
    }

    public bool IsDecisionOverdue(DateOnly today) => IsUndecided && today > DecisionDueOn;

    /// <summary>No version of its own: whoever is about to decide should not be stopped by the reminder.</summary>
    public void TellOverdue(DateTimeOffset now) => OverdueToldAt ??= now;

    private void Decide(Guid decidedBy, DateTimeOffset now)
    {
        (DecidedBy, DecidedAt) = (decidedBy, now);
        Touch();
    }
}
