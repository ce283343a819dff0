using Cypp.Messaging.Consume;
using Cypp.Messaging.Consume.Reconcile;
using Cypp.Messaging.Dispatch;

namespace Cypp.Simulation.Tests;

/// <summary>The decisions of the platform's messaging, which the simulator runs in its own world; a test breaks one to see it noticed.</summary>
internal sealed record Rules
{
    public Func<IEnumerable<Row>, long, IEnumerable<Row>> Sendable { get; init; } = (due, first) => StreamTurn.Sendable(due, row => row.Message.Sequence, first);

    /// <summary>As <see cref="StreamTurn.InTurn"/>, of rows that wait for one moment.</summary>
    public Func<Row, long> InTurn { get; init; } = row => row.Message.Sequence;

    public Func<Exception, int, DateTimeOffset, Retry> After { get; init; } = StreamTurn.After;

    public Func<long, long, bool, Arrival> Decide { get; init; } = ArrivalRule.Decide;

    public Func<long, IEnumerable<long>, IReadOnlyList<(long From, long To)>> Missing { get; init; } = GapRule.Missing;

    public Func<long, IEnumerable<long>, long, IReadOnlyList<(long From, long To)>> Lacking { get; init; } = HeadRule.Lacking;

    /// <summary>As the statement of OnStateRequested.</summary>
    public Func<Row, Subscriber, Subscriber?> AnswerGoesTo { get; init; } = (row, asker) => row.Sent || row.OnlyFor == asker ? asker : null;

    /// <summary>As the statement of DispatchBatch: whoever asked since it was read has not had it.</summary>
    public Func<Row, Subscriber?, bool> MayMark { get; init; } = (row, onlyFor) => row.OnlyFor == onlyFor;

    public int MostAttempts { get; init; } = SuspectRule.MostAttempts;
}
