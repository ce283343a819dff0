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
        if (message.StepUpId is not { } stepUpId || await db.FindCaseOfStepUpAsync(stepUpId, cancellationToken) is not { } found)
        {
            return;
        }

        if (found.HandOver(message.ChildId, message.SocialWorkerId))
        {
            db.Publish(
                new EarlyHelpLeadHandedOver(found.Id, message.ChildId, message.SocialWorkerId, message.AcceptedAt), message.ChildId, found.LeadAgencyId);
            db.TellLead(found, "step-up-accepted", message.ChildId, found.Id, clock.GetUtcNow());
            await db.BeginTeamAsync(found, message.SocialWorkerAgencyId, practitionerId: null, clock.GetUtcNow(), cancellationToken);
        }
    }
}
