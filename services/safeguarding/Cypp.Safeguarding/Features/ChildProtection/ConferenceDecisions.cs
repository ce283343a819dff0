using Cypp.Access;
using Cypp.Access.Relationships;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.ChildProtection;

/// <summary>What a recorded conference does to each child's plan, and to who may know of it.</summary>
internal sealed class ConferenceDecisions(SafeguardingDb db, PlanMessages messages, BusinessClock clock)
{
    public async Task<Error?> ApplyAsync(
        Conference conference, IReadOnlyList<ConferenceOutcome> outcomes, CurrentPractitioner chair, CancellationToken cancellationToken)
    {
        foreach (var child in conference.Children)
        {
            var outcome = outcomes.Single(one => one.ChildId == child.ChildId);
            var open = await db.OpenPlanAsync(child.ChildId, cancellationToken);
            var error = outcome.Outcome switch
            {
                ConferenceOutcome.ProtectionPlan => await ProtectAsync(conference, child, outcome, open, chair, cancellationToken),
                ConferenceOutcome.ContinuePlan => await ContinueAsync(conference, outcome, open, chair, cancellationToken),
                ConferenceOutcome.InNeedPlan => await SupportAsync(conference, child, outcome, open, chair, cancellationToken),
                ConferenceOutcome.EndPlan => await EndAsync(open, conference, outcome, outcome.Detail, chair, cancellationToken),
                _ => null,
            };
            if (error is not null)
            {
                return error;
            }

            await SettleRelationshipsAsync(outcome, child.ChildId, conference, cancellationToken);
        }

        return null;
    }

    private async Task<Error?> ProtectAsync(
        Conference conference, ConferenceChild child, ConferenceOutcome outcome, Plan? open, CurrentPractitioner chair, CancellationToken cancellationToken)
    {
        var heldOn = conference.HeldOn!.Value;
        var error = open switch
        {
            null => null,
            { IsProtection: true } => ProtectionErrors.ProtectionPlanOpen,
            _ => await EndAsync(open, conference, outcome, "A child protection plan replaces it.", chair, cancellationToken),
        };
        if (error is not null)
        {
            return error;
        }

        var plan = Plan.StartProtection(
            child.ReferralId, child.ChildId, heldOn, outcome.CategoryOfAbuse!, outcome.Detail, conference.FamilysPart!, outcome.Voice,
            outcome.CoreGroup!, clock.GetUtcNow());
        db.Add(plan);
        await AdmitAsync(plan, chair.AgencyId, cancellationToken);
        await messages.StartedAsync(plan, chair.AgencyId, cancellationToken);
        return null;
    }

    private async Task<Error?> ContinueAsync(
        Conference conference, ConferenceOutcome outcome, Plan? open, CurrentPractitioner chair, CancellationToken cancellationToken)
    {
        if (open is not { IsProtection: true })
        {
            return ProtectionErrors.NoProtectionPlan;
        }

        var error = open.ContinueAfterReview(
            conference.HeldOn!.Value, outcome.CategoryOfAbuse, outcome.Detail, conference.FamilysPart!, outcome.Voice, outcome.CoreGroup);
        if (error is null && outcome.CoreGroup is not null)
        {
            await db.EndRelationshipsAsync(open.Id, RelationshipKinds.CoreGroup, clock.GetUtcNow(), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await AdmitAsync(open, chair.AgencyId, cancellationToken);
        }

        return error;
    }

    private async Task<Error?> SupportAsync(
        Conference conference, ConferenceChild child, ConferenceOutcome outcome, Plan? open, CurrentPractitioner chair, CancellationToken cancellationToken)
    {
        if (open is { IsProtection: false })
        {
            return null; // The child-in-need plan that the child has goes on.
        }

        if (open is not null && await EndAsync(open, conference, outcome, "A child-in-need plan follows.", chair, cancellationToken) is { } error)
        {
            return error;
        }

        var plan = Plan.StartInNeed(
            child.ReferralId, child.ChildId, conference.HeldOn!.Value, outcome.Detail, conference.FamilysPart!, outcome.Voice, clock.GetUtcNow());
        db.Add(plan);
        await messages.StartedAsync(plan, chair.AgencyId, cancellationToken);
        return null;
    }

    // Saved at once: the index of one open plan a child must see the end before the next beginning.
    private async Task<Error?> EndAsync(
        Plan? open, Conference conference, ConferenceOutcome outcome, string reason, CurrentPractitioner chair, CancellationToken cancellationToken)
    {
        var error = open is null
            ? ProtectionErrors.NoProtectionPlan
            : open.End(conference.HeldOn!.Value, reason, conference.FamilysPart, outcome.Voice);
        if (error is null)
        {
            await messages.EndedAsync(open!, chair.AgencyId, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        return error;
    }

    private async Task AdmitAsync(Plan plan, Guid recordsOf, CancellationToken cancellationToken)
    {
        foreach (var member in plan.CoreGroup)
        {
            await db.BeginAsync(
                RelationshipKinds.CoreGroup, recordsOf, plan.ChildId, member.AgencyId, member.PractitionerId, plan.Id, clock.GetUtcNow(), cancellationToken);
        }
    }

    // Members know the child while a plan lasts; the strategy discussion has done its work at the conference.
    private async Task SettleRelationshipsAsync(
        ConferenceOutcome outcome, Guid childId, Conference conference, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await db.EndForChildAsync(childId, now, cancellationToken, RelationshipKinds.StrategyDiscussion);
        if (outcome.LeavesNoProtectionPlan)
        {
            await db.EndForChildAsync(childId, now, cancellationToken, RelationshipKinds.CoreGroup);
            var members = await db.Set<Relationship>()
                .Where(one => one.ChildId == childId && one.Kind == RelationshipKinds.Conference && one.To == null
                    && one.PractitionerId != conference.ChairId)
                .ToListAsync(cancellationToken);
            members.ForEach(one => one.End(now));
        }
    }
}
