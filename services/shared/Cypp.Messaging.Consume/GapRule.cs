namespace Cypp.Messaging.Consume;

/// <summary>When a gap in a stream is asked for (MQ-5). Pure: the watcher and the simulator go by the same rule.</summary>
public static class GapRule
{
    /// <summary>So long messages may be on their way; so long an answer may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A time far ahead is of a clock that was set back since; nobody waits until it comes (FT-09).</summary>
    public static bool IsOverdue(DateTimeOffset heldAt, DateTimeOffset? requestedAt, DateTimeOffset now) =>
        (now - heldAt).Duration() >= Patience && (requestedAt is not { } requested || (now - requested).Duration() >= Patience);

    /// <param name="position">Last sequence taken in.</param>
    /// <param name="held">Sequences that wait.</param>
    /// <returns>First and last missing sequence, before the first that waits; null when that one's turn has come.</returns>
    public static (long From, long To)? Missing(long position, IEnumerable<long> held) =>
        held.Min() is var first && ArrivalRule.ComesTooEarly(position, first) ? (position + 1, first - 1) : null;
}
