using Cypp.Access.Relationships;
using Cypp.Contracts.EarlyHelp;
using Cypp.Contracts.Safeguarding;
using Cypp.EarlyHelp.Data;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Time;

namespace Cypp.EarlyHelp.Features;

/// <summary>Only now does the lead pass; the team around the family stays.</summary>
internal sealed class OnReferralAccepted(EarlyHelpDb db, BusinessClock clock) : IHandle<ReferralAccepted>
{
    public async Task HandleAsync(ReferralAccepted message, Envelope envelope, CancellationToken cancellationToken)
    {
        if (message.StepUpId is not { } stepUpId)
        {
            return;
        }

        var (found, now) = (await db.CaseOfAnswerAsync(stepUpId, cancellationToken), clock.GetUtcNow());
        if (found.HandOver(message.ChildId, stepUpId, message.ReferralId, message.SocialWorkerId))
        {
            await db.PublishAboutChildAsync(
                new EarlyHelpLeadHandedOver(found.Id, message.ChildId, message.SocialWorkerId, message.AcceptedAt), message.ChildId, found.LeadAgencyId, cancellationToken);
            db.TellLead(found, "step-up-accepted", message.ChildId, found.Id, now);
            await db.EndRelationshipsAsync(stepUpId, RelationshipKinds.Referral, now + CaseAccess.KeptAfterDecision, cancellationToken);
            // This social worker and no colleague, this child and not the sibling who stays.
            await db.BeginAsync(
                RelationshipKinds.Caseload, found.LeadAgencyId, stepUpId, message.ChildId, message.SocialWorkerAgencyId, message.SocialWorkerId, now, cancellationToken);
        }
    }
}
