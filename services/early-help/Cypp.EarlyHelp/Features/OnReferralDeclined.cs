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
        if (message.StepUpId is { } stepUpId && await db.FindCaseOfStepUpAsync(stepUpId, cancellationToken) is { } found)
        {
            found.StepUpDeclined(message.ChildId, message.ReasonCode);
            db.TellLead(found, "step-up-declined", message.ChildId, found.Id, clock.GetUtcNow());
        }
    }
}
