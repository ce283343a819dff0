namespace Cypp.Messaging.Data;

/// <summary>A message whose effects this service has committed (MQ-5); the key makes a second delivery a no-op.</summary>
public sealed class InboxEntry
{
    public required Guid MessageId { get; init; }
    public required DateTimeOffset HandledAt { get; init; }
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

/// <summary>A message that could not be taken in, with the reason; a person replays or discards it.</summary>
public sealed class ParkedMessage
{
    public required Guid MessageId { get; init; }
    public required string Type { get; init; }
    public required string Stream { get; init; }
    public required long Sequence { get; init; }
    public required string Envelope { get; init; }
    public required string Payload { get; init; }

    /// <summary>Stable code, never text of an exception: that could carry a person's data.</summary>
    public required string ReasonCode { get; init; }
    public required DateTimeOffset ParkedAt { get; init; }
}
