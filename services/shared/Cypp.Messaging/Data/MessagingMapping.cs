using Microsoft.EntityFrameworkCore;

namespace Cypp.Messaging.Data;

internal static class MessagingMapping
{
    private const int NameLength = Envelope.LongestName;

    public static void AddMessaging(this ModelBuilder model)
    {
        model.Entity<OutboxMessage>(outbox =>
        {
            outbox.ToTable("outbox");
            outbox.Property(row => row.Id).ValueGeneratedNever();
            outbox.Property(row => row.Stream).HasMaxLength(NameLength);
            outbox.Property(row => row.Type).HasMaxLength(NameLength);
            outbox.Property(row => row.TraceParent).HasMaxLength(55);
            outbox.Property(row => row.LastError).HasMaxLength(NameLength);
            outbox.Property(row => row.OnlyFor).HasMaxLength(NameLength);
            outbox.HasIndex(row => new { row.Stream, row.Sequence }).IsUnique();
            // What is sent costs the dispatcher nothing: both hold only what waits.
            outbox.HasIndex(row => new { row.NextAt, row.Sequence }).HasFilter("\"SentAt\" IS NULL AND \"ParkedAt\" IS NULL");
            outbox.HasIndex(row => new { row.Stream, row.Sequence }, "IX_outbox_waiting").HasFilter("\"SentAt\" IS NULL");
        });
        model.Entity<StreamHead>(head =>
        {
            head.ToTable("stream_head");
            head.HasKey(row => row.Stream);
            head.Property(row => row.Stream).HasMaxLength(NameLength);
        });
        model.Entity<InboxEntry>(inbox =>
        {
            inbox.ToTable("inbox");
            inbox.HasKey(row => row.MessageId);
            inbox.Property(row => row.MessageId).ValueGeneratedNever();
        });
        model.Entity<StreamPosition>(position =>
        {
            position.ToTable("stream_position");
            position.HasKey(row => row.Stream);
            position.Property(row => row.Stream).HasMaxLength(NameLength);
        });
        model.Entity<HeldMessage>(held =>
        {
            held.ToTable("held_message");
            held.HasKey(row => row.MessageId);
            held.Property(row => row.MessageId).ValueGeneratedNever();
            held.Property(row => row.Stream).HasMaxLength(NameLength);
            held.HasIndex(row => new { row.Stream, row.Sequence });
        });
        model.Entity<DeliveryAttempt>(attempt =>
        {
            attempt.ToTable("delivery_attempt");
            attempt.HasKey(row => row.MessageId);
            attempt.Property(row => row.MessageId).ValueGeneratedNever();
        });
        model.Entity<ParkedMessage>(parked =>
        {
            parked.ToTable("parked_message");
            parked.HasKey(row => row.MessageId);
            parked.Property(row => row.MessageId).ValueGeneratedNever();
            parked.Property(row => row.Stream).HasMaxLength(NameLength);
            parked.Property(row => row.Type).HasMaxLength(NameLength);
            parked.Property(row => row.ReasonCode).HasMaxLength(NameLength);
            parked.Property(row => row.DiscardReason).HasMaxLength(NameLength);
            parked.Property(row => row.Settlement).HasMaxLength(20);
            parked.HasIndex(row => row.Stream).HasFilter("\"SettledAt\" IS NULL");
        });
        model.Entity<IdempotencyRecord>(record =>
        {
            record.ToTable("idempotency");
            record.HasKey(row => row.Key);
            record.Property(row => row.Key).HasMaxLength(64);
            record.Property(row => row.Fingerprint).HasMaxLength(64);
            record.Property(row => row.ContentType).HasMaxLength(NameLength);
            record.Property(row => row.Location).HasMaxLength(NameLength);
            record.Property(row => row.ETag).HasMaxLength(NameLength);
            record.HasIndex(row => row.CreatedAt);
        });
    }
}
