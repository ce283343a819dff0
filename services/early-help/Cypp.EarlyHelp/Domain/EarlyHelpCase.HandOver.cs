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

    public bool StepUpReceived(Guid childId, Guid stepUpId) => ForMember(childId, member => member.Receive(stepUpId));

    /// <returns>Whether the lead passed now.</returns>
    public bool HandOver(Guid childId, Guid stepUpId, Guid referralId, Guid socialWorkerId) =>
        ForMember(childId, member => member.Accept(stepUpId, referralId, socialWorkerId));

    public bool StepUpDeclined(Guid childId, Guid stepUpId, string reasonCode) => ForMember(childId, member => member.Decline(stepUpId, reasonCode));

    /// <summary>Social work ended its part: the child is early help's again, so that nobody's hands are empty.</summary>
    /// <returns>Whether the child was social work's until now.</returns>
    public bool SocialWorkEnded(Guid childId, Guid referralId) => ForMember(childId, member => member.ComeBack(referralId));

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

        var remaining = _members.Where(member => member.State != MemberState.Closed).ToList();
        if (remaining.Any(member => member.State != MemberState.Open))
        {
            return CaseErrors.StepUpOpen;
        }

        if (views.Any(view => Member(view.ChildId) is null))
        {
            return CaseErrors.ChildNotInCase with { Field = "childViews" };
        }

        var complete = remaining.All(member => views.Count(view => view.ChildId == member.ChildId
            && !string.IsNullOrWhiteSpace(view.WhatWasDone)
            && !(string.IsNullOrWhiteSpace(view.Words) && string.IsNullOrWhiteSpace(view.ReasonNotHeard))) == 1);
        if (!complete)
        {
            return CaseErrors.ChildsViewMissing;
        }

        if (reasonCode == Codes.GoalsMet && (_goals.Count == 0 || _goals.Any(goal => goal.MetOn is null)))
        {
            return CaseErrors.GoalsNotMet;
        }

        if (Assessment is not null && Assessment.AdultFactors.Any(factor => !IsAnswered(factor)))
        {
            return CaseErrors.FactorUnanswered;
        }

        foreach (var member in remaining)
        {
            var view = views.Single(view => view.ChildId == member.ChildId);
            member.Close(view.Words, view.ReasonNotHeard, view.WhatWasDone);
        }

        (ClosedOn, ClosureReason) = (today, reasonCode);
        Touch();
        return null;
    }

    private bool IsAnswered(AdultFactor factor) =>
        _goals.Any(goal => goal.Factor == factor.Factor && goal.FactorAdultId == factor.AdultId)
        || FactorsWithoutAction.Any(without => without.Factor == factor.Factor && without.AdultId == factor.AdultId);

    private bool ForMember(Guid childId, Func<CaseMember, bool> change)
    {
        var changed = Member(childId) is { } member && change(member);
        if (changed)
        {
            Touch();
        }

        return changed;
    }
}
