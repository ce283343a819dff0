using Cypp.Contracts.Messaging;
using Cypp.Messaging.Data;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Messaging.Consume.Reconcile;

/// <summary>The owner counts on after numbers that it once gave out and knows no longer. It is who has the stream, or whose name the stream begins with.</summary>
public sealed class OnPositionAhead<TDb>(TDb db, ConsumerPipeline<TDb> pipeline) : IHandle<PositionAhead> where TDb : ServiceDb
{
    public async Task HandleAsync(PositionAhead message, Envelope envelope, CancellationToken cancellationToken)
    {
        if (message.Stream.StartsWith(pipeline.Service + "/", StringComparison.Ordinal)
            || await db.Set<StreamHead>().AnyAsync(head => head.Stream == message.Stream, cancellationToken))
        {
            await db.RaiseHeadAsync(message.Stream, message.Sequence, cancellationToken);
        }
    }
}
