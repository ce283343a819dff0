using Cypp.Contracts.Safeguarding;
using Cypp.Health.Data;
using Cypp.Messaging;
using Cypp.Messaging.Consume;

namespace Cypp.Health.Features;

internal sealed class OnProtectionPlanEnded(HealthDb db) : IHandle<ProtectionPlanEnded>
{
    public async Task HandleAsync(ProtectionPlanEnded message, Envelope envelope, CancellationToken cancellationToken)
    {
        var plan = await db.Plans.FindAsync([message.PlanId], cancellationToken) ?? throw new MessageRejectedException("plan-unknown");
        plan.End(message.EndedOn, envelope.OccurredAt);
    }
}
