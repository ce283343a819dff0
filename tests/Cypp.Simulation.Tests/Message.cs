namespace Cypp.Simulation.Tests;

internal enum Kind
{
    Plain,

    /// <summary>Its handler throws, each time.</summary>
    Poison,

    /// <summary>Its handler ends the process, each time.</summary>
    Killer,
}

internal sealed record Message(int Id, int Stream, long Sequence, Kind Kind);

/// <summary>An outbox row.</summary>
/// <param name="id">In no order: clocks differ, and many are written at once.</param>
internal sealed class Row(Message message, DateTimeOffset nextAt, int id)
{
    public int Id { get; } = id;
    public Message Message { get; } = message;
    public DateTimeOffset NextAt { get; set; } = nextAt;
    public bool Sent { get; set; }

    /// <summary>Null: for every subscriber.</summary>
    public Subscriber? OnlyFor { get; set; }
}

/// <summary>A message in a queue, or out with a consumer.</summary>
internal sealed record Delivery(Message Message, int Returned);
