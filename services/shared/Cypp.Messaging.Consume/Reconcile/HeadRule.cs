namespace Cypp.Messaging.Consume.Reconcile;

/// <summary>What a subscriber does on hearing how far a stream's owner has come (MQ-13). Pure: the simulator goes by the same rule.</summary>
public static class HeadRule
{
    /// <param name="position">Last sequence taken in; 0: nothing of that stream.</param>
    /// <param name="held">Sequences that wait.</param>
    /// <returns>First and last sequence of each part to ask for.</returns>
    public static IReadOnlyList<(long From, long To)> Lacking(long position, IEnumerable<long> held, long head) => GapRule.Missing(position, held.Append(head + 1));

    /// <summary>The owner was put back to an older state.</summary>
    public static bool IsAhead(long position, long head) => position > head;
}
