using Cypp.ServiceKit.Errors;

namespace Cypp.EarlyHelp.Domain;

internal enum MemberState
{
    Open,
    StepUpSent,
    StepUpReceived,
    HandedOver,
    Closed,
}

/// <summary>A child in a case. Each is stepped up, accepted and declined by itself.</summary>
internal sealed class CaseMember
{
    public Guid Id { get; init; }
    public Guid ChildId { get; init; }
    public MemberState State { get; private set; }
    public Guid? StepUpId { get; private set; }
    public DateTimeOffset? StepUpSentAt { get; private set; }
    public bool StepUpAlarmed { get; private set; }
    public string? StepUpDeclinedReason { get; private set; }
    public Guid? SocialWorkerId { get; private set; }

    /// <summary>The referral whose acceptance took the child over; its end brings the child back.</summary>
    public Guid? ReferralId { get; private set; }
    public string? ClosingWords { get; private set; }
    public string? ReasonNotHeard { get; private set; }
    public string? WhatWasDone { get; private set; }

    public Error? StepUp(Guid stepUpId, DateTimeOffset now)
    {
        if (State != MemberState.Open)
        {
            return State == MemberState.Closed ? CaseErrors.CaseClosed : CaseErrors.AlreadySteppedUp;
        }

        (State, StepUpId, StepUpSentAt, StepUpAlarmed, StepUpDeclinedReason) = (MemberState.StepUpSent, stepUpId, now, false, null);
        return null;
    }

    public bool Receive(Guid stepUpId)
    {
        if (!Awaits(stepUpId) || State == MemberState.StepUpReceived)
        {
            return false;
        }

        State = MemberState.StepUpReceived;
        return true;
    }

    public bool Accept(Guid stepUpId, Guid referralId, Guid socialWorkerId)
    {
        if (!Awaits(stepUpId))
        {
            return false;
        }

        (State, ReferralId, SocialWorkerId) = (MemberState.HandedOver, referralId, socialWorkerId);
        return true;
    }

    public bool Decline(Guid stepUpId, string reasonCode)
    {
        if (!Awaits(stepUpId))
        {
            return false;
        }

        (State, StepUpDeclinedReason) = (MemberState.Open, reasonCode);
        return true;
    }

    /// <summary>Social work's episode ended without a step-down that a person here accepted first.</summary>
    public bool ComeBack(Guid referralId)
    {
        if (State != MemberState.HandedOver || ReferralId != referralId)
        {
            return false;
        }

        return TakeBack();
    }

    public bool TakeBack()
    {
        (State, SocialWorkerId, StepUpDeclinedReason) = (MemberState.Open, null, null);
        return true;
    }

    public bool Alarm() => StepUpAlarmed = true;

    public void Close(string? words, string? reasonNotHeard, string whatWasDone) =>
        (State, ClosingWords, ReasonNotHeard, WhatWasDone) = (MemberState.Closed, words, reasonNotHeard, whatWasDone);

    /// <summary>An answer counts for the step-up it answers, and for no later one.</summary>
    private bool Awaits(Guid stepUpId) => StepUpId == stepUpId && State is (MemberState.StepUpSent or MemberState.StepUpReceived);
}
