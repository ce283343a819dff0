using Cypp.Contracts.Safeguarding;
using Cypp.Index.Data;
using Cypp.Messaging;
using Cypp.Messaging.Consume;

namespace Cypp.Index.Features;

internal sealed class OnChildInNeedPlanEnded(IndexDb db) : IHandle<ChildInNeedPlanEnded>
{
    public Task HandleAsync(ChildInNeedPlanEnded message, Envelope envelope, CancellationToken cancellationToken) =>
        db.UnpointAsync(message.PlanId, message.ChildId, message.EndedOn, cancellationToken);
}
