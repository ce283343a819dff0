namespace Cypp.Messaging.Consume.Reconcile;

/// <summary>What a subscriber does on hearing how far a stream's owner has come (MQ-13). Pure: the simulator goes by the same rule.</summary>
public static class HeadRule
{
    /// <param name="position">Last sequence taken in; 0: nothing of that stream.</param>
    /// <returns>First and last sequence to ask for; null: it lacks nothing.</returns>
    public static (long From, long To)? Lacking(long position, long head) => position < head ? (position + 1, head) : null;

    /// <summary>The owner was put back to an older state.</summary>
    public static bool IsAhead(long position, long head) => position > head;
}
