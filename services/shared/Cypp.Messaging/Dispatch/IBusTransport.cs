namespace Cypp.Messaging.Dispatch;

/// <summary>
/// The broker's edge. Returns when the message is safe with the broker or, in process, when every subscriber has
/// committed it.
/// </summary>
public interface IBusTransport
{
    /// <summary>How many streams are sent side by side.</summary>
    int Parallelism { get; }

    /// <summary>Whether there is a broker to speak to now.</summary>
    bool IsConnected => true;

    /// <returns>How many messages wait in a service's queue; in process none do.</returns>
    Task<long> CountUnreadAsync(string service, CancellationToken cancellationToken) => Task.FromResult(0L);

    /// <param name="onlyFor">The subscriber that gets it; null: all of them.</param>
    /// <exception cref="NotTakenException">No one would take this message; others may go.</exception>
    /// <exception cref="Exception">Any other: not sent, nor would others be; try again later in the same order.</exception>
    Task SendAsync(WireMessage message, string? onlyFor, CancellationToken cancellationToken);
}

/// <summary>Nobody subscribes to a type that must have a subscriber (MQ-4).</summary>
public sealed class NotTakenException(string type, Exception? cause = null) : Exception($"No subscriber for {type}.", cause);

/// <summary>Gives each slot one dispatcher: PostgreSQL by locks of a session, SQLite by being one process.</summary>
public interface ISlotLocks
{
    Task<ISlotLease> OpenAsync(ServiceDb db, CancellationToken cancellationToken);
}

public interface ISlotLease : IAsyncDisposable
{
    /// <returns>The slots that are this dispatcher's now: a fair share, none while others hold them all.</returns>
    /// <exception cref="Exception">The session is lost, and with it every slot.</exception>
    ValueTask<IReadOnlyList<short>> HeldAsync(CancellationToken cancellationToken);
}
