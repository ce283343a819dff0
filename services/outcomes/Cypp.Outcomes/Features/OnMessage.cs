using System.Text.Json;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.Outcomes.Data;
using Cypp.Outcomes.Domain;

namespace Cypp.Outcomes.Features;

/// <summary>
/// Any message that a figure is made of: written into the journal, then projected. Messages of one child, whichever service told
/// them, come one after the other, so that the journal has them in the order in which they had their effects; others do not wait.
/// </summary>
internal sealed class OnMessage<TMessage>(OutcomesDb db, TimeProvider clock) : IHandle<TMessage>
{
    public async Task HandleAsync(TMessage message, Envelope envelope, CancellationToken cancellationToken)
    {
        await db.HoldAsync($"{OutcomesDb.Journaling}/{Streams.KeyOf(envelope.Stream)}", beside: OutcomesDb.Journaling, cancellationToken);
        db.Journal.Add(new JournalEntry
        {
            MessageId = envelope.MessageId,
            Type = envelope.Type,
            Payload = JsonSerializer.Serialize(message, MessageCatalogue.Json),
            TakenInAt = clock.GetUtcNow(),
        });
        await Projection.ApplyAsync(db, message!, cancellationToken);
    }
}
