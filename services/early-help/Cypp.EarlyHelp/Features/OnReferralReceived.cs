using Cypp.Contracts.Safeguarding;
using Cypp.EarlyHelp.Data;
using Cypp.Messaging;
using Cypp.Messaging.Consume;

namespace Cypp.EarlyHelp.Features;

internal sealed class OnReferralReceived(EarlyHelpDb db) : IHandle<ReferralReceived>
{
    public async Task HandleAsync(ReferralReceived message, Envelope envelope, CancellationToken cancellationToken)
    {
        if (message.StepUpId is { } stepUpId)
        {
            (await db.CaseOfAnswerAsync(stepUpId, cancellationToken)).StepUpReceived(message.ChildId, stepUpId);
        }
    }
}
