using Cypp.Access.Relationships;
using Cypp.Contracts.EarlyHelp;
using Cypp.Contracts.Safeguarding;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.ServiceKit.Time;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.ChildProtection;

/// <summary>Early help has the child again: only now social work closes its side (RC9), so that the child is never in a gap.</summary>
internal sealed class OnStepDownAccepted(SafeguardingDb db, PlanMessages messages, BusinessClock clock) : IHandle<StepDownAccepted>
{
    /// <summary>The last social worker finishes the record; the front door's own rule for a decided referral.</summary>
    private static readonly TimeSpan FinishingTime = TimeSpan.FromDays(30);

    public async Task HandleAsync(StepDownAccepted message, Envelope envelope, CancellationToken cancellationToken)
    {
        var (stepDown, referral) = await StepDownMessages.FindAsync(db, message.StepDownId, message.ChildId, cancellationToken);
        if (stepDown.Accept(message.AcceptedAt) is { } decided)
        {
            throw new MessageRejectedException(decided.Code);
        }

        var now = clock.GetUtcNow();
        if (await HoldsBackAsync(referral, cancellationToken))
        {
            // The danger came back while early help decided: both keep the child, and the social worker is told.
            db.TellSocialWorker(referral, "step-down-superseded", stepDown.Id, now);
            return;
        }

        var today = BusinessClock.DayOf(now);
        if (await db.OpenPlanAsync(referral.ChildId, cancellationToken) is { } plan
            && plan.End(today, "Stepped down to early help.", "Agreed with the family.", stepDown.Voice) is null)
        {
            await messages.EndedAsync(plan, referral.AgencyId, cancellationToken);
        }

        if (referral.Close(CinCodes.SteppedDownToEarlyHelp, today) is { } closed)
        {
            throw new MessageRejectedException(closed.Code);
        }

        await db.PublishAboutChildAsync(
            new ReferralClosed(referral.Id, referral.ChildId, CinCodes.SteppedDownToEarlyHelp, today), referral.ChildId, referral.AgencyId, cancellationToken);
        db.TellSocialWorker(referral, "step-down-accepted", stepDown.Id, now);
        await EndRelationshipsAsync(referral, now, cancellationToken);
    }

    private async Task<bool> HoldsBackAsync(Referral referral, CancellationToken cancellationToken) =>
        await db.OpenPlanAsync(referral.ChildId, cancellationToken) is { IsProtection: true }
        || await db.Set<Section47Enquiry>().AnyAsync(one => one.ReferralId == referral.Id && one.EndedOn == null, cancellationToken);

    private async Task EndRelationshipsAsync(Referral referral, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.EndForChildAsync(
            referral.ChildId, now, cancellationToken,
            RelationshipKinds.Conference, RelationshipKinds.CoreGroup, RelationshipKinds.StrategyDiscussion);
        foreach (var kind in new[] { RelationshipKinds.Caseload, RelationshipKinds.Referral })
        {
            await db.EndRelationshipsAsync(referral.Id, kind, now + FinishingTime, cancellationToken);
        }
    }
}
