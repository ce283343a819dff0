using Cypp.Contracts.Safeguarding;
using Cypp.Index.Data;
using Cypp.Messaging;
using Cypp.Messaging.Consume;

namespace Cypp.Index.Features;

internal sealed class OnProtectionPlanEnded(IndexDb db) : IHandle<ProtectionPlanEnded>
{
    public Task HandleAsync(ProtectionPlanEnded message, Envelope envelope, CancellationToken cancellationToken) =>
        db.UnpointAsync(message.PlanId, message.ChildId, message.EndedOn, cancellationToken);
}
