using Cypp.Contracts.Safeguarding;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Cypp.Messaging;
using Cypp.Messaging.Consume;

namespace Cypp.EarlyHelp.Features;

/// <summary>The team around the family sees that there is a child-in-need plan, since when, and whom to ring.</summary>
internal sealed class OnChildInNeedPlanStarted(EarlyHelpDb db) : IHandle<ChildInNeedPlanStarted>
{
    public Task HandleAsync(ChildInNeedPlanStarted message, Envelope envelope, CancellationToken cancellationToken)
    {
        db.KnownPlans.Add(new KnownPlan
        {
            PlanId = message.PlanId,
            ChildId = message.ChildId,
            PlanType = KnownPlan.ChildInNeed,
            StartedOn = message.StartedOn,
            OfficePhone = message.OfficePhone,
            OutOfHoursPhone = message.OutOfHoursPhone,
        });
        return Task.CompletedTask;
    }
}
