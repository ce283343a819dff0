namespace Cypp.Messaging.Consume;

/// <summary>What becomes of a message that arrives (MQ-5).</summary>
public enum Arrival
{
    /// <summary>It is the next of its stream: have its effect and move on.</summary>
    TakeIn,

    /// <summary>It was taken in or parked before.</summary>
    Drop,

    /// <summary>One before it has not come.</summary>
    Hold,

    /// <summary>
    /// Another message had its number: a stream whose owner was put back to an older state counts again from there. It is
    /// parked for a person, since to drop it would lose it.
    /// </summary>
    Dispute,
}

/// <summary>Pure: the pipeline and the simulator go by the same rule.</summary>
public static class ArrivalRule
{
    /// <param name="position">Last sequence taken in, under the stream's lock.</param>
    public static bool ComesTooEarly(long position, long sequence) => sequence > position + 1;

    /// <param name="known">Whether the inbox has the message's id.</param>
    public static Arrival Decide(long position, long sequence, bool known) =>
        ComesTooEarly(position, sequence) ? Arrival.Hold
        : known ? Arrival.Drop
        : sequence == position + 1 ? Arrival.TakeIn
        : Arrival.Dispute;
}
