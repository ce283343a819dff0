namespace Cypp.Messaging.Consume;

/// <summary>When a gap in a stream is asked for (MQ-5). Pure: the watcher and the simulator go by the same rule.</summary>
public static class GapRule
{
    /// <summary>So long messages may be on their way; so long an answer may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>
    /// A stream is asked for once, and again when as long has passed as it waited before: an answer may lie behind thousands of others,
    /// and each further one would make them more. A time far ahead is of a clock that was set back since; nobody waits until it comes (FT-09).
    /// </summary>
    /// <param name="waiting">What waits in the stream: since when, and when it was last asked for.</param>
    public static bool IsOverdue(IReadOnlyCollection<(DateTimeOffset HeldAt, DateTimeOffset? RequestedAt)> waiting, DateTimeOffset now)
    {
        var since = waiting.Min(held => held.HeldAt);
        return (now - since).Duration() >= Patience
            && (waiting.Max(held => held.RequestedAt) is not { } asked || (now - asked).Duration() >= Between((asked - since).Duration()));
    }

    /// <param name="position">Last sequence taken in.</param>
    /// <param name="held">Sequences that wait.</param>
    /// <returns>First and last missing sequence, before the first that waits; null when that one's turn has come.</returns>
    public static (long From, long To)? Missing(long position, IEnumerable<long> held) =>
        held.Min() is var first && ArrivalRule.ComesTooEarly(position, first) ? (position + 1, first - 1) : null;

    private static TimeSpan Between(TimeSpan waited) => waited < Patience ? Patience : waited > Longest ? Longest : waited;
}
