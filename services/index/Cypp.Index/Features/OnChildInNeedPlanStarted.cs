using Cypp.Contracts.Safeguarding;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.Messaging;
using Cypp.Messaging.Consume;

namespace Cypp.Index.Features;

/// <summary>A pointer only: that there is a plan, and since when.</summary>
internal sealed class OnChildInNeedPlanStarted(IndexDb db) : IHandle<ChildInNeedPlanStarted>
{
    public Task HandleAsync(ChildInNeedPlanStarted message, Envelope envelope, CancellationToken cancellationToken) => db.PointAsync(
        new Involvement
        {
            Id = Guid.CreateVersion7(envelope.OccurredAt),
            ChildId = message.ChildId,
            Service = "safeguarding",
            AgencyId = envelope.SourceAgencyId,
            Kind = "child-in-need-plan",
            SourceId = message.PlanId,
            Since = message.StartedOn,
        },
        cancellationToken);
}
