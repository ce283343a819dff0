namespace Cypp.Messaging.Consume;

/// <summary>When a message is taken for one that ends its consumer's process (MQ-8). Pure: the simulator goes by it too.</summary>
public static class SuspectRule
{
    /// <summary>So often a suspect is begun; the next time it is parked.</summary>
    public const int MostAttempts = 3;

    /// <summary>Reason code of what was parked so.</summary>
    public const string Reason = "ends-its-consumer";

    private const int Returns = 2;

    /// <param name="returned">How often it was given back to its queue: it was out when a process ended, and may be the cause.</param>
    public static bool IsSuspect(long returned) => returned >= Returns;
}
