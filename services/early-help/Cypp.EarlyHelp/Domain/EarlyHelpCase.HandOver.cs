using Cypp.ServiceKit.Errors;

namespace Cypp.EarlyHelp.Domain;

/// <summary>Step-up, step-down and closing: at no moment is a child without an open service (domain 14).</summary>
internal sealed partial class EarlyHelpCase
{
    /// <summary>Steps the named children up, each with its own id; the others stay where they are.</summary>
    public Error? StepUp(IReadOnlyList<(Guid ChildId, Guid StepUpId)> children, DateTimeOffset now)
    {
        if (!IsOpen)
        {
            return CaseErrors.CaseClosed;
        }

        foreach (var (childId, stepUpId) in children)
        {
            if ((Member(childId) is { } member ? member.StepUp(stepUpId, now) : CaseErrors.ChildNotInCase) is { } error)
            {
                return error;
            }
        }

        return Change();
    }

    public void StepUpReceived(Guid childId) => ForMember(childId, member => member.Receive());

    /// <returns>Whether the lead passed now.</returns>
    public bool HandOver(Guid childId, Guid socialWorkerId)
    {
        var passed = Member(childId)?.Accept(socialWorkerId) ?? false;
        Touch();
        return passed;
    }

    public void StepUpDeclined(Guid childId, string reasonCode) => ForMember(childId, member => member.Decline(reasonCode));

    public void Alarmed(Guid childId) => ForMember(childId, member => member.Alarm());

    /// <summary>Opens the same case again for a child, under the lead of whoever accepted.</summary>
    public void TakeBack(Guid childId, Guid agencyId, Guid practitionerId)
    {
        ForMember(childId, member => member.TakeBack());
        (LeadAgencyId, LeadPractitionerId, ClosedOn, ClosureReason) = (agencyId, practitionerId, null, null);
    }

    /// <summary>Voice gate (domain 12): each child's words, or why not, and what came of them.</summary>
    public Error? Close(string reasonCode, IReadOnlyList<(Guid ChildId, string? Words, string? ReasonNotHeard, string WhatWasDone)> views, DateOnly today)
    {
        if (!Codes.ClosureReasons.Contains(reasonCode))
        {
            return CaseErrors.CodeUnknown with { Field = "reasonCode" };
        }

        if (!IsOpen)
        {
            return CaseErrors.CaseClosed;
        }

        if (_members.Any(member => member.State is not (MemberState.Open or MemberState.Closed)))
        {
            return CaseErrors.StepUpOpen;
        }

        var complete = _members.All(member => views.Any(view => view.ChildId == member.ChildId
            && !string.IsNullOrWhiteSpace(view.WhatWasDone)
            && !(string.IsNullOrWhiteSpace(view.Words) && string.IsNullOrWhiteSpace(view.ReasonNotHeard))));
        if (!complete)
        {
            return CaseErrors.ChildsViewMissing;
        }

        if (Assessment is not null && Assessment.AdultFactors.Any(factor => !IsAnswered(factor)))
        {
            return CaseErrors.FactorUnanswered;
        }

        foreach (var view in views.Where(view => Member(view.ChildId) is not null))
        {
            Member(view.ChildId)!.Close(view.Words, view.ReasonNotHeard, view.WhatWasDone);
        }

        (ClosedOn, ClosureReason) = (today, reasonCode);
        Touch();
        return null;
    }

    private bool IsAnswered(AdultFactor factor) =>
        _goals.Any(goal => goal.Factor == factor.Factor && goal.FactorAdultId == factor.AdultId)
        || FactorsWithoutAction.Any(without => without.Factor == factor.Factor && without.AdultId == factor.AdultId);

    private void ForMember(Guid childId, Action<CaseMember> change)
    {
        if (Member(childId) is { } member)
        {
            change(member);
            Touch();
        }
    }
}
