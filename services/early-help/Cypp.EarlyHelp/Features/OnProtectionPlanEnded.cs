using Cypp.Contracts.Safeguarding;
using Cypp.EarlyHelp.Data;
using Cypp.Messaging;
using Cypp.Messaging.Consume;

namespace Cypp.EarlyHelp.Features;

internal sealed class OnProtectionPlanEnded(EarlyHelpDb db) : IHandle<ProtectionPlanEnded>
{
    public async Task HandleAsync(ProtectionPlanEnded message, Envelope envelope, CancellationToken cancellationToken)
    {
        var plan = await db.KnownPlans.FindAsync([message.PlanId], cancellationToken) ?? throw new MessageRejectedException("plan-unknown");
        plan.End(message.EndedOn);
    }
}
