using Cypp.Contracts.Safeguarding;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Cypp.Messaging;
using Cypp.Messaging.Consume;

namespace Cypp.EarlyHelp.Features;

/// <summary>The team around the family sees that there is a child protection plan, since when, and whom to ring.</summary>
internal sealed class OnProtectionPlanStarted(EarlyHelpDb db) : IHandle<ProtectionPlanStarted>
{
    public Task HandleAsync(ProtectionPlanStarted message, Envelope envelope, CancellationToken cancellationToken)
    {
        db.KnownPlans.Add(new KnownPlan
        {
            PlanId = message.PlanId,
            ChildId = message.ChildId,
            PlanType = KnownPlan.ChildProtection,
            StartedOn = message.StartedOn,
            OfficePhone = message.OfficePhone,
            OutOfHoursPhone = message.OutOfHoursPhone,
        });
        return Task.CompletedTask;
    }
}
