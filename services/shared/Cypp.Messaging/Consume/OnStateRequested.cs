using Cypp.Contracts.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Messaging.Consume;

/// <summary>The owner of a stream sends the part that a subscriber misses again, under the same ids.</summary>
public sealed class OnStateRequested<TDb>(TDb db, ConsumerPipeline<TDb> pipeline) : IHandle<StateRequested> where TDb : ServiceDb
{
    public async Task HandleAsync(StateRequested message, Envelope envelope, CancellationToken cancellationToken)
    {
        if (!message.Stream.StartsWith(pipeline.Service + "/", StringComparison.Ordinal))
        {
            return;
        }

        await db.Outbox
            .Where(row => row.Stream == message.Stream && row.Sequence >= message.FromSequence && row.Sequence <= message.ToSequence)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.SentAt, (DateTimeOffset?)null), cancellationToken);
    }
}
