using System.Text.Json;

namespace Cypp.Messaging.Data;

/// <summary>A message that could not be taken in, with the reason; a person has it replayed or, with a second person, discards it (MQ-9).</summary>
public sealed class ParkedMessage
{
    public required Guid MessageId { get; init; }
    public required string Type { get; init; }
    public required string Stream { get; init; }
    public required long Sequence { get; init; }
    public required string Envelope { get; init; }
    public required string Payload { get; init; }

    /// <summary>Stable code, never text of an exception: that could carry a person's data.</summary>
    public required string ReasonCode { get; set; }
    public required DateTimeOffset ParkedAt { get; init; }

    /// <summary>Somebody asked that it be taken in after all; a worker does it.</summary>
    public DateTimeOffset? ReplayAskedAt { get; set; }
    public Guid? ReplayAskedBy { get; set; }

    /// <summary>Why somebody would discard it; another person decides.</summary>
    public string? DiscardReason { get; set; }
    public Guid? DiscardAskedBy { get; set; }

    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>How it ended: see <see cref="Settlements"/>.</summary>
    public string? Settlement { get; set; }

    public WireMessage ToWire() => new(JsonSerializer.Deserialize<Messaging.Envelope>(Envelope, MessageCatalogue.Json)!, Payload);
}

public static class Settlements
{
    public const string Replayed = "replayed";
    public const string Discarded = "discarded";

    /// <summary>What it says has been said anew: to take it in would put the older state in the newer one's place.</summary>
    public const string Overtaken = "overtaken";
}
