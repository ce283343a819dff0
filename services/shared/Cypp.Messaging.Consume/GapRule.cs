namespace Cypp.Messaging.Consume;

/// <summary>When a gap in a stream is asked for (MQ-5). Pure: the watcher and the simulator go by the same rule.</summary>
public static class GapRule
{
    /// <summary>So long messages may be on their way; so long an answer may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>With so many messages before it in its queue a service does not know what has come: what is missing may be among them.</summary>
    public const int MostUnread = 100;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>
    /// A stream is asked for once, and again when as long has passed as it waited before: an answer may lie behind thousands of others,
    /// and each further one would make them more. A time far ahead is of a clock that was set back since; nobody waits until it comes (FT-09).
    /// </summary>
    /// <param name="waiting">What waits in the stream: since when, and when it was last asked for.</param>
    /// <param name="isBehind">Whether more lie in the service's queue than <see cref="MostUnread"/>.</param>
    public static bool IsOverdue(IReadOnlyCollection<(DateTimeOffset HeldAt, DateTimeOffset? RequestedAt)> waiting, DateTimeOffset now, bool isBehind)
    {
        var since = waiting.Min(held => held.HeldAt);
        var asked = waiting.Max(held => held.RequestedAt);
        var wait = isBehind ? Longest : asked is null ? Patience : Between((asked.Value - since).Duration());
        return (now - (asked ?? since)).Duration() >= wait;
    }

    /// <param name="position">Last sequence taken in.</param>
    /// <param name="held">Sequences that wait.</param>
    /// <returns>First and last missing sequence, before the first that waits; null when that one's turn has come.</returns>
    public static (long From, long To)? Missing(long position, IEnumerable<long> held) =>
        held.Min() is var first && ArrivalRule.ComesTooEarly(position, first) ? (position + 1, first - 1) : null;

    private static TimeSpan Between(TimeSpan waited) => waited < Patience ? Patience : waited > Longest ? Longest : waited;
}
