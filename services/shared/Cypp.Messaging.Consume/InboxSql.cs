using System.Text.Json;
using Cypp.Messaging.Data;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Messaging.Consume;

/// <summary>The statements of the inbox, the same on both engines.</summary>
internal static class InboxSql
{
    /// <summary>Locks the stream's position until commit, so that two messages of one stream never pass each other.</summary>
    public static async Task<Standing> LockPositionAsync(this ServiceDb db, string stream, Guid messageId, CancellationToken cancellationToken)
    {
        // Two statements in one round trip: the second sees what was committed while the first waited for the lock.
        var standing = await db.Database.SqlQuery<Standing>($"""
            INSERT INTO stream_position ("Stream", "Sequence") VALUES ({stream}, 0)
            ON CONFLICT ("Stream") DO UPDATE SET "Sequence" = stream_position."Sequence";
            SELECT "Sequence", EXISTS (SELECT 1 FROM inbox WHERE "MessageId" = {messageId}) AS "IsKnown",
                EXISTS (SELECT 1 FROM held_message WHERE "MessageId" = {messageId}) AS "IsHeld",
                EXISTS (SELECT 1 FROM parked_message WHERE "Stream" = {stream} AND "SettledAt" IS NULL) AS "SomethingIsParked"
            FROM stream_position WHERE "Stream" = {stream}
            """).ToListAsync(cancellationToken);
        return standing.Single();
    }

    /// <returns>False: the inbox has it already.</returns>
    public static async Task<bool> TryClaimAsync(this ServiceDb db, Guid messageId, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO inbox ("MessageId") VALUES ({messageId}) ON CONFLICT ("MessageId") DO NOTHING""", cancellationToken) == 1;

    public static Task HoldAsync(this ServiceDb db, WireMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var envelope = message.Envelope;
        db.Held.Add(new HeldMessage
        {
            MessageId = envelope.MessageId,
            Stream = envelope.Stream,
            Sequence = envelope.Sequence,
            Envelope = JsonSerializer.Serialize(envelope, MessageCatalogue.Json),
            Payload = message.Body,
            HeldAt = now,
        });
        return db.SaveChangesAsync(cancellationToken);
    }

    public static async Task ParkAsync(this ServiceDb db, WireMessage message, string reasonCode, DateTimeOffset now, IEnumerable<IParkObserver> observers, CancellationToken cancellationToken)
    {
        var envelope = message.Envelope;
        db.Parked.Add(new ParkedMessage
        {
            MessageId = envelope.MessageId,
            Type = envelope.Type,
            Stream = envelope.Stream,
            Sequence = envelope.Sequence,
            Envelope = JsonSerializer.Serialize(envelope, MessageCatalogue.Json),
            Payload = message.Body,
            ReasonCode = reasonCode,
            ParkedAt = now,
        });
        foreach (var observer in observers)
        {
            observer.Parked(db, envelope, reasonCode);
        }

        await db.SaveChangesAsync(cancellationToken);
        MessagingTelemetry.Parked.Add(1, new KeyValuePair<string, object?>("code", reasonCode));
    }

    /// <summary>A newer state makes the parked older one of its stream pointless, and harmful were it replayed.</summary>
    public static Task OvertakeAsync(this ServiceDb db, Envelope envelope, DateTimeOffset now, CancellationToken cancellationToken) =>
        MessageCatalogue.Find(envelope.Type) is not { About.NewestWins: true } ? Task.CompletedTask
        : db.Parked.Where(row => row.Stream == envelope.Stream && row.Type == envelope.Type && row.SettledAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.SettledAt, now).SetProperty(row => row.Settlement, Settlements.Overtaken), cancellationToken);

    /// <summary>The message is settled: the inbox has it, it waits no longer, and the stream stands at <paramref name="position"/>.</summary>
    /// <param name="known">Whether the inbox had it before. One that came meanwhile, in another stream, ends the transaction.</param>
    /// <returns>What waited and may now have its turn.</returns>
    public static async Task<WireMessage?> SettleAsync(this ServiceDb db, Envelope envelope, bool known, long position, CancellationToken cancellationToken)
    {
        var next = await db.Database.SqlQuery<Waiting>($"""
            INSERT INTO inbox ("MessageId") SELECT {envelope.MessageId} WHERE NOT {known};
            UPDATE stream_position SET "Sequence" = {position} WHERE "Stream" = {envelope.Stream};
            DELETE FROM held_message WHERE "MessageId" = {envelope.MessageId};
            SELECT "Envelope", "Payload" FROM held_message WHERE "Stream" = {envelope.Stream} AND "Sequence" <= {position + 1}
            ORDER BY "Sequence" LIMIT 1
            """).ToListAsync(cancellationToken);
        return next.SingleOrDefault()?.ToWire();
    }

    /// <summary>Messages of one stream are settled together, none of which the inbox had.</summary>
    public static async Task SettleAsync(this ServiceDb db, string stream, List<Guid> taken, long position, CancellationToken cancellationToken)
    {
        db.Inbox.AddRange(taken.Select(id => new InboxEntry { MessageId = id }));
        await db.SaveChangesAsync(cancellationToken);
        await db.Set<StreamPosition>().Where(row => row.Stream == stream).ExecuteUpdateAsync(set => set.SetProperty(row => row.Sequence, position), cancellationToken);
        await db.Held.Where(held => taken.Contains(held.MessageId)).ExecuteDeleteAsync(cancellationToken);
    }

    public static Task<HashSet<Guid>> KnownAsync(this ServiceDb db, List<Guid> messageIds, CancellationToken cancellationToken) =>
        db.Inbox.Where(row => messageIds.Contains(row.MessageId)).Select(row => row.MessageId).ToHashSetAsync(cancellationToken);

    /// <summary>The first that wait in a stream.</summary>
    public static async Task<IReadOnlyList<WireMessage>> HeldAsync(this ServiceDb db, string stream, int most, CancellationToken cancellationToken)
    {
        var held = await db.Held.AsNoTracking().Where(held => held.Stream == stream).OrderBy(held => held.Sequence).Take(most)
            .Select(held => new Waiting(held.Envelope, held.Payload)).ToListAsync(cancellationToken);
        return held.ConvertAll(waiting => waiting.ToWire());
    }

    /// <summary>The first that waits in a stream and may now have its turn, its predecessors having come.</summary>
    public static async Task<WireMessage?> NextHeldAsync(this ServiceDb db, string stream, CancellationToken cancellationToken)
    {
        var next = await db.Held.AsNoTracking()
            .Where(held => held.Stream == stream
                && db.Set<StreamPosition>().Any(position => position.Stream == stream && position.Sequence >= held.Sequence - 1))
            .OrderBy(held => held.Sequence).Select(held => new Waiting(held.Envelope, held.Payload)).FirstOrDefaultAsync(cancellationToken);
        return next?.ToWire();
    }

    /// <summary>What these streams' messages wait for has been asked for.</summary>
    public static Task NoteAskedAsync(this ServiceDb db, List<string> streams, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Held.Where(held => streams.Contains(held.Stream)).ExecuteUpdateAsync(set => set.SetProperty(held => held.RequestedAt, now), cancellationToken);

    /// <returns>How often it was begun, this time included.</returns>
    public static async Task<long> CountAttemptAsync(this ServiceDb db, Guid messageId, CancellationToken cancellationToken)
    {
        var counted = await db.Database.SqlQuery<long>($"""
            INSERT INTO delivery_attempt ("MessageId", "Attempts") VALUES ({messageId}, 1)
            ON CONFLICT ("MessageId") DO UPDATE SET "Attempts" = delivery_attempt."Attempts" + 1
            RETURNING "Attempts" AS "Value"
            """).ToListAsync(cancellationToken);
        return counted.Single();
    }

    /// <summary>Whatever became of it, it did not end the process.</summary>
    public static Task ForgetAttemptsAsync(this ServiceDb db, Guid messageId, CancellationToken cancellationToken) =>
        db.Set<DeliveryAttempt>().Where(attempt => attempt.MessageId == messageId).ExecuteDeleteAsync(cancellationToken);

    /// <param name="Sequence">The last number taken in; 0: none.</param>
    /// <param name="IsKnown">The inbox has the message.</param>
    /// <param name="IsHeld">It waits for its predecessors.</param>
    /// <param name="SomethingIsParked">A message of the stream is parked and not settled.</param>
    internal sealed record Standing(long Sequence, bool IsKnown, bool IsHeld, bool SomethingIsParked);

    private sealed record Waiting(string Envelope, string Payload)
    {
        public WireMessage ToWire() => new(JsonSerializer.Deserialize<Envelope>(Envelope, MessageCatalogue.Json)!, Payload);
    }
}
