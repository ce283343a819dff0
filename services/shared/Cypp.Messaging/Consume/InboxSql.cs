using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Messaging.Consume;

/// <summary>The statements of the inbox, the same on both engines.</summary>
internal static class InboxSql
{
    /// <summary>Locks the stream's position until commit, so that two messages of one stream never pass each other.</summary>
    public static async Task<long> LockPositionAsync(this ServiceDb db, string stream, CancellationToken cancellationToken)
    {
        var position = await db.Database.SqlQuery<long>($"""
            INSERT INTO stream_position ("Stream", "Sequence") VALUES ({stream}, 0)
            ON CONFLICT ("Stream") DO UPDATE SET "Sequence" = stream_position."Sequence"
            RETURNING "Sequence" AS "Value"
            """).ToListAsync(cancellationToken);
        return position.Single();
    }

    public static async Task<bool> TryClaimAsync(this ServiceDb db, Guid messageId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.Inbox.AnyAsync(entry => entry.MessageId == messageId, cancellationToken))
        {
            return false;
        }

        db.Inbox.Add(new Data.InboxEntry { MessageId = messageId, HandledAt = now });
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    public static async Task<bool> TryHoldAsync(this ServiceDb db, Delivery delivery, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var envelope = delivery.Envelope;
        if (await db.Held.AnyAsync(held => held.MessageId == envelope.MessageId, cancellationToken))
        {
            return false;
        }

        db.Held.Add(new Data.HeldMessage
        {
            MessageId = envelope.MessageId,
            Stream = envelope.Stream,
            Sequence = envelope.Sequence,
            Envelope = JsonSerializer.Serialize(envelope, MessageCatalogue.Json),
            Payload = JsonSerializer.Serialize(delivery.Message, delivery.Message.GetType(), MessageCatalogue.Json),
            HeldAt = now,
        });
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    public static async Task AdvanceAsync(this ServiceDb db, Envelope envelope, CancellationToken cancellationToken)
    {
        await db.Set<Data.StreamPosition>().Where(position => position.Stream == envelope.Stream)
            .ExecuteUpdateAsync(set => set.SetProperty(position => position.Sequence, envelope.Sequence), cancellationToken);
        await db.Held.Where(held => held.Stream == envelope.Stream && held.Sequence <= envelope.Sequence)
            .ExecuteDeleteAsync(cancellationToken);
    }
}
