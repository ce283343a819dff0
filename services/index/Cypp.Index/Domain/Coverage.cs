namespace Cypp.Index.Domain;

/// <summary>Until when a publishing service has been heard from: what it said later is not known here, which is not "no".</summary>
internal sealed class Coverage
{
    public static readonly IReadOnlyList<string> Publishers = ["early-help", "learning", "safeguarding"];

    public required string Service { get; init; }

    /// <summary>Null: never yet. To the minute, so that a stream of messages does not queue for one row.</summary>
    public DateTimeOffset? HeardAt { get; init; }
}
