using Cypp.Contracts.EarlyHelp;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.Safeguarding.Data;
using Cypp.ServiceKit.Time;

namespace Cypp.Safeguarding.Features.ChildProtection;

/// <summary>Early help could not take the child back: the referral stays open, and its social worker is told.</summary>
internal sealed class OnStepDownDeclined(SafeguardingDb db, BusinessClock clock) : IHandle<StepDownDeclined>
{
    public async Task HandleAsync(StepDownDeclined message, Envelope envelope, CancellationToken cancellationToken)
    {
        var (stepDown, referral) = await StepDownMessages.FindAsync(db, message.StepDownId, message.ChildId, cancellationToken);
        if (stepDown.Decline(message.ReasonCode, message.DeclinedAt) is { } decided)
        {
            throw new MessageRejectedException(decided.Code);
        }

        db.TellSocialWorker(referral, "step-down-declined", stepDown.Id, clock.GetUtcNow());
    }
}
