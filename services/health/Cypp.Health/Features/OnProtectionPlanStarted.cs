using Cypp.Contracts.Safeguarding;
using Cypp.Health.Data;
using Cypp.Health.Domain;
using Cypp.Messaging;
using Cypp.Messaging.Consume;

namespace Cypp.Health.Features;

internal sealed class OnProtectionPlanStarted(HealthDb db) : IHandle<ProtectionPlanStarted>
{
    public Task HandleAsync(ProtectionPlanStarted message, Envelope envelope, CancellationToken cancellationToken)
    {
        var plan = new ProtectionPlan
        {
            PlanId = message.PlanId,
            ChildId = message.ChildId,
            StartedOn = message.StartedOn,
            OfficePhone = message.OfficePhone,
            OutOfHoursPhone = message.OutOfHoursPhone,
        };
        plan.Took(envelope.OccurredAt);
        db.Plans.Add(plan);
        return Task.CompletedTask;
    }
}
