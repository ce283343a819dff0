using Cypp.Contracts.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Messaging.Consume;

/// <summary>
/// The owner of a stream sends the part that a subscriber misses again, under the same ids. It is who has the stream in
/// its outbox: a kind of stream may have one publisher or, as audit roots, each service its own.
/// </summary>
public sealed class OnStateRequested<TDb>(TDb db) : IHandle<StateRequested> where TDb : ServiceDb
{
    public Task HandleAsync(StateRequested message, Envelope envelope, CancellationToken cancellationToken) => db.Outbox
        .Where(row => row.Stream == message.Stream && row.Sequence >= message.FromSequence && row.Sequence <= message.ToSequence)
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.SentAt, (DateTimeOffset?)null), cancellationToken);
}
