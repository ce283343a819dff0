using System.Text.Json;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.Outcomes.Data;
using Cypp.Outcomes.Domain;

namespace Cypp.Outcomes.Features;

/// <summary>Any message that a figure is made of: written into the journal, then projected.</summary>
internal sealed class OnMessage<TMessage>(OutcomesDb db, TimeProvider clock) : IHandle<TMessage>
{
    public async Task HandleAsync(TMessage message, Envelope envelope, CancellationToken cancellationToken)
    {
        db.Journal.Add(new JournalEntry
        {
            Number = await db.NextAsync(OutcomesDb.Journaling, cancellationToken),
            MessageId = envelope.MessageId,
            Type = envelope.Type,
            Payload = JsonSerializer.Serialize(message, MessageCatalogue.Json),
            TakenInAt = clock.GetUtcNow(),
        });
        await Projection.ApplyAsync(db, message!, cancellationToken);
    }
}
