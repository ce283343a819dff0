namespace Cypp.Messaging.Data;

/// <summary>
/// A message whose effects this service has committed (MQ-5); the key makes a second delivery a no-op. Its first bits are the
/// time at which it was written (UUID version 7), by which PostgreSQL keeps a month's apart from another's.
/// </summary>
public sealed class InboxEntry
{
    /// <summary>No message comes again after that.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    public required Guid MessageId { get; init; }

    /// <summary>No message written at or after that moment has a lower id (RFC 9562 5.7).</summary>
    public static Guid FirstIdOf(DateTimeOffset moment) => new(((UInt128)(ulong)moment.ToUnixTimeMilliseconds() << 80).ToString("x32", null));
}

/// <summary>Last sequence of another service's stream that this service has taken in.</summary>
public sealed class StreamPosition
{
    public required string Stream { get; init; }
    public long Sequence { get; set; }
}

/// <summary>A message that came before its predecessors, waiting for them.</summary>
public sealed class HeldMessage
{
    public required Guid MessageId { get; init; }
    public required string Stream { get; init; }
    public required long Sequence { get; init; }
    public required string Envelope { get; init; }
    public required string Payload { get; init; }
    public required DateTimeOffset HeldAt { get; init; }
    public DateTimeOffset? RequestedAt { get; set; }
}

/// <summary>How often a message was begun that may end its consumer's process (MQ-8).</summary>
public sealed class DeliveryAttempt
{
    public required Guid MessageId { get; init; }
    public long Attempts { get; set; }
}
