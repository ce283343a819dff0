using System.Linq.Expressions;
using Cypp.Messaging.Data;

namespace Cypp.Messaging.Dispatch;

/// <summary>What of a stream may be sent, and when again after it could not be (MQ-2). Pure: the simulator runs it too.</summary>
public static class StreamTurn
{
    private const int RefusalsBeforeParking = 10;

    /// <summary>A parked stream is looked at again after so long, and none after longer: what says so is of a clock that was ahead.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The rows whose time has come. One that never waited is due whatever the clock of the replica that wrote it said, and so is
    /// one that would wait longer than any can: a clock that is set back or differs holds nothing up (FT-09).
    /// </summary>
    public static Expression<Func<OutboxMessage, bool>> IsDue(DateTimeOffset now)
    {
        var latest = now + Longest;
        return row => row.NextAt <= now || row.NextAt == row.OccurredAt || row.NextAt > latest;
    }

    /// <summary>
    /// Of rows that wait for one moment, the first of their streams come first. Their ids say nothing of it, where clocks differ or many are
    /// written at once: a stream longer than a round, whose first has a late id, would never be sent.
    /// </summary>
    public static IOrderedQueryable<OutboxMessage> InTurn(this IQueryable<OutboxMessage> waiting) => waiting.OrderBy(row => row.NextAt).ThenBy(row => row.Sequence);

    /// <summary>The due rows that follow the stream's first unsent one without a gap; none while that one waits.</summary>
    /// <param name="first">Sequence of the first unsent row, due or not.</param>
    public static IEnumerable<TRow> Sendable<TRow>(IEnumerable<TRow> due, Func<TRow, long> sequence, long first) =>
        due.OrderBy(sequence).TakeWhile((row, at) => sequence(row) == first + at);

    /// <summary>A broker that is away is no message's fault and never counts; a message that no one takes is.</summary>
    public static Retry After(Exception failure, int attempts, DateTimeOffset now)
    {
        var counted = attempts + (failure is UnsendableException ? 1 : 0);
        return counted >= RefusalsBeforeParking
            ? new(counted, now + Longest, now)
            : new(counted, now.AddSeconds(1 << Math.Min(counted, 8)), null);
    }
}

/// <param name="Attempts">How often it was the message's own fault.</param>
/// <param name="NextAt">When its stream is looked at again.</param>
/// <param name="ParkedAt">When it was given up for a person to see; its stream waits.</param>
public sealed record Retry(int Attempts, DateTimeOffset NextAt, DateTimeOffset? ParkedAt);

/// <summary>The message cannot be sent as it is, whatever the broker does.</summary>
public sealed class UnsendableException(string code) : Exception(code);
