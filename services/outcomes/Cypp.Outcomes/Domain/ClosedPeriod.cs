namespace Cypp.Outcomes.Domain;

/// <summary>What was published for a quarter, and never changes afterwards.</summary>
internal sealed class ClosedPeriod
{
    public string Quarter { get; init; } = "";
    public DateTimeOffset ClosedAt { get; init; }
    public Guid ClosedBy { get; init; }

    /// <summary>The published figures as JSON.</summary>
    public string Figures { get; init; } = "";
}

/// <summary>A message as it was taken in; append-only, the projection can be made again from it.</summary>
internal sealed class JournalEntry
{
    public long Number { get; init; }
    public Guid MessageId { get; init; }
    public string Type { get; init; } = "";
    public string Payload { get; init; } = "";
    public DateTimeOffset TakenInAt { get; init; }
}
