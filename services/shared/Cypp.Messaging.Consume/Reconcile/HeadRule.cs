namespace Cypp.Messaging.Consume.Reconcile;

/// <summary>How far a stream's owner says that it has come, and what a subscriber does on hearing it (MQ-13). Pure: the simulator goes by the same rule.</summary>
public static class HeadRule
{
    /// <param name="head">Last sequence that the owner gave out.</param>
    /// <param name="first">First that waits to be sent to all; null: none. It and what follows are on their way.</param>
    /// <returns>How far the owner says that it has come; 0: it says nothing.</returns>
    public static long ToldUpTo(long head, long? first) => first - 1 ?? head;

    /// <param name="position">Last sequence taken in; 0: nothing of that stream.</param>
    /// <param name="held">Sequences that wait.</param>
    /// <returns>First and last sequence of each part to ask for.</returns>
    public static IReadOnlyList<(long From, long To)> Lacking(long position, IEnumerable<long> held, long head) => GapRule.Missing(position, held.Append(head + 1));

    /// <summary>The owner was put back to an older state.</summary>
    public static bool IsAhead(long position, long head) => position > head;
}
