using Cypp.Contracts.Index;
using Cypp.Health.Data;
using Cypp.Health.Domain;
using Cypp.Messaging;
using Cypp.Messaging.Consume;

namespace Cypp.Health.Features;

internal sealed class OnChildRecordChanged(HealthDb db) : IHandle<ChildRecordChanged>
{
    public async Task HandleAsync(ChildRecordChanged message, Envelope envelope, CancellationToken cancellationToken)
    {
        var child = await db.Children.FindAsync([message.ChildId], cancellationToken);
        if (child is null)
        {
            child = new KnownChild { ChildId = message.ChildId };
            db.Children.Add(child);
        }

        child.Take(message.NhsNumber, message.OccurredAt);
    }
}
