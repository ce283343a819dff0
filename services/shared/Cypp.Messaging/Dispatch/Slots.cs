namespace Cypp.Messaging.Dispatch;

/// <summary>
/// Streams fall into 16 slots, by the last hexadecimal digit of their key; each slot has one dispatcher at a time, so that
/// a stream is sent in order however many replicas a service has (MQ-2).
/// </summary>
public static class Slots
{
    public const int Count = 16;

    public static readonly IReadOnlyList<short> All = [.. Enumerable.Range(0, Count).Select(slot => (short)slot)];

    public static short Of(Guid key) => (short)(key.ToByteArray()[^1] % Count);

    /// <summary>How many slots one of <paramref name="replicas"/> takes at most, so that all are taken.</summary>
    public static int Share(int replicas) => (Count + replicas - 1) / Math.Max(replicas, 1);
}
