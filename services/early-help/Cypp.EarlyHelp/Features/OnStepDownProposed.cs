using Cypp.Contracts.EarlyHelp;
using Cypp.Contracts.Safeguarding;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Time;

namespace Cypp.EarlyHelp.Features;

/// <summary>Received by the system; a person has still to accept it. Without a former case a person must look: it is parked.</summary>
internal sealed class OnStepDownProposed(EarlyHelpDb db, BusinessClock clock) : IHandle<StepDownProposed>
{
    public async Task HandleAsync(StepDownProposed message, Envelope envelope, CancellationToken cancellationToken)
    {
        var former = message.StepUpId is { } stepUpId ? await db.FindCaseOfStepUpAsync(stepUpId, cancellationToken) : null;
        former ??= await db.FindLastCaseOfAsync(message.ChildId, cancellationToken);
        if (former is null)
        {
            throw new MessageRejectedException("no-early-help-case-of-child");
        }

        var now = clock.GetUtcNow();
        db.StepDowns.Add(StepDown.Receive(message.StepDownId, message.ReferralId, message.ChildId, former, now));
        db.Publish(new StepDownReceived(message.StepDownId, message.ChildId, now), message.ChildId, former.LeadAgencyId);
        db.TellLead(former, "step-down-received", message.ChildId, message.StepDownId, now);
    }
}
