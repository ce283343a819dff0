namespace Cypp.Messaging.Consume;

/// <summary>When a gap in a stream is asked for (MQ-5). Pure: the watcher and the simulator go by the same rule.</summary>
public static class GapRule
{
    /// <summary>So long messages may be on their way; so long an answer may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>With so many messages before it in its queue a service does not know what has come: what is missing may be among them.</summary>
    public const int MostUnread = 100;

    private const int MostGaps = 10;

    // To ask again for what waits to be sent costs its owner nothing; were the owner away for hours, it would cost the broker much.
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>
    /// A stream is asked for every <see cref="Patience"/> for two minutes, and then again when as long has passed as it waited before.
    /// A time far ahead is of a clock that was set back since; nobody waits until it comes (FT-09).
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

    /// <summary>All gaps at once: were only the first asked for, each further one would be another wait.</summary>
    /// <param name="position">Last sequence taken in.</param>
    /// <param name="held">Sequences that wait.</param>
    /// <returns>First and last missing sequence of each gap before one that waits; of very many, the first and last of all.</returns>
    public static IReadOnlyList<(long From, long To)> Missing(long position, IEnumerable<long> held)
    {
        var gaps = new List<(long From, long To)>();
        foreach (var next in held.Order())
        {
            if (ArrivalRule.ComesTooEarly(position, next))
            {
                gaps.Add((position + 1, next - 1));
            }

            position = Math.Max(position, next);
        }

        return gaps.Count <= MostGaps ? gaps : [(gaps[0].From, gaps[^1].To)];
    }

    private static TimeSpan Between(TimeSpan waited) => waited < Soon ? Patience : waited > Longest ? Longest : waited;
}
