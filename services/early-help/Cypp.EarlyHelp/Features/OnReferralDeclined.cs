using Cypp.Access.Relationships;
using Cypp.Contracts.Safeguarding;
using Cypp.EarlyHelp.Data;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Time;

namespace Cypp.EarlyHelp.Features;

/// <summary>The case is open again where it was for this child; the reason is shown to the lead.</summary>
internal sealed class OnReferralDeclined(EarlyHelpDb db, BusinessClock clock) : IHandle<ReferralDeclined>
{
    public async Task HandleAsync(ReferralDeclined message, Envelope envelope, CancellationToken cancellationToken)
    {
        if (message.StepUpId is not { } stepUpId)
        {
            return;
        }

        var (found, now) = (await db.CaseOfAnswerAsync(stepUpId, cancellationToken), clock.GetUtcNow());
        if (found.StepUpDeclined(message.ChildId, stepUpId, message.ReasonCode))
        {
            db.TellLead(found, "step-up-declined", message.ChildId, found.Id, now);
            await db.EndRelationshipsAsync(stepUpId, RelationshipKinds.Referral, now + CaseAccess.KeptAfterDecision, cancellationToken);
        }
    }
}
