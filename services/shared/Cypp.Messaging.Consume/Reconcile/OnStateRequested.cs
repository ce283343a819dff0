using Cypp.Contracts.Messaging;
using Cypp.Messaging.Data;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Messaging.Consume.Reconcile;

/// <summary>
/// The owner of a stream sends the part that a subscriber misses again, to it and under the same ids; a number that it gave out and whose
/// message it has no longer, it voids. It is who has given out numbers of the stream: a kind of stream may have one publisher or,
/// as audit roots, each service its own.
/// </summary>
public sealed class OnStateRequested<TDb>(TDb db, TimeProvider clock) : IHandle<StateRequested> where TDb : ServiceDb
{
    // What is more is asked for again.
    private const int MostVoid = 1000;

    public async Task HandleAsync(StateRequested message, Envelope envelope, CancellationToken cancellationToken)
    {
        if (!await db.Set<StreamHead>().AnyAsync(head => head.Stream == message.Stream && head.Sequence > 0, cancellationToken))
        {
            return;
        }

        var head = await db.LockAsync(message.Stream, cancellationToken);
        var asked = db.Outbox.Where(row => row.Stream == message.Stream && row.Sequence >= message.FromSequence && row.Sequence <= message.ToSequence);
        // What waits already, for all or for another who asked, goes to all.
        await asked.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.OnlyFor, row => row.SentAt != null || row.OnlyFor == message.RequestedBy ? message.RequestedBy : null)
                .SetProperty(row => row.SentAt, (DateTimeOffset?)null),
            cancellationToken);
        var kept = await asked.Select(row => row.Sequence).ToHashSetAsync(cancellationToken);
        var now = clock.GetUtcNow();
        for (var (number, voided) = (message.FromSequence, 0); number <= Math.Min(message.ToSequence, head) && voided < MostVoid; number++)
        {
            if (!kept.Contains(number))
            {
                db.Outbox.Add(OutboxMessage.Void(message.Stream, number, now));
                voided++;
            }
        }
    }
}
