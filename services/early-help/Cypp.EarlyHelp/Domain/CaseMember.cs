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
    public string? ClosingWords { get; private set; }
    public string? ReasonNotHeard { get; private set; }
    public string? WhatWasDone { get; private set; }

    public Error? StepUp(Guid stepUpId, DateTimeOffset now)
    {
        if (State != MemberState.Open)
        {
            return CaseErrors.AlreadySteppedUp;
        }

        (State, StepUpId, StepUpSentAt, StepUpAlarmed, StepUpDeclinedReason) = (MemberState.StepUpSent, stepUpId, now, false, null);
        return null;
    }

    public void Receive()
    {
        if (State == MemberState.StepUpSent)
        {
            State = MemberState.StepUpReceived;
        }
    }

    public bool Accept(Guid socialWorkerId)
    {
        if (State is not (MemberState.StepUpSent or MemberState.StepUpReceived))
        {
            return false;
        }

        (State, SocialWorkerId) = (MemberState.HandedOver, socialWorkerId);
        return true;
    }

    public void Decline(string reasonCode)
    {
        if (State is MemberState.StepUpSent or MemberState.StepUpReceived)
        {
            (State, StepUpDeclinedReason) = (MemberState.Open, reasonCode);
        }
    }

    public void TakeBack() => (State, SocialWorkerId, StepUpDeclinedReason) = (MemberState.Open, null, null);

    public void Alarm() => StepUpAlarmed = true;

    public void Close(string? words, string? reasonNotHeard, string whatWasDone) =>
        (State, ClosingWords, ReasonNotHeard, WhatWasDone) = (MemberState.Closed, words, reasonNotHeard, whatWasDone);
}
