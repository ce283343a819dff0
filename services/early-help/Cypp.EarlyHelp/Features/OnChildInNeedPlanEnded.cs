using Cypp.Contracts.Safeguarding;
using Cypp.EarlyHelp.Data;
using Cypp.Messaging;
using Cypp.Messaging.Consume;

namespace Cypp.EarlyHelp.Features;

internal sealed class OnChildInNeedPlanEnded(EarlyHelpDb db) : IHandle<ChildInNeedPlanEnded>
{
    public async Task HandleAsync(ChildInNeedPlanEnded message, Envelope envelope, CancellationToken cancellationToken)
    {
        var plan = await db.KnownPlans.FindAsync([message.PlanId], cancellationToken) ?? throw new MessageRejectedException("plan-unknown");
        plan.End(message.EndedOn);
    }
}
