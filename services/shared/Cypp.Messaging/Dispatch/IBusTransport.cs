namespace Cypp.Messaging.Dispatch;

/// <summary>
/// The broker's edge. Returns when the message is safe with the broker or, in process, when every subscriber has
/// committed it.
/// </summary>
/// <exception cref="Exception">Anything thrown means: not sent, try again later in the same order.</exception>
public interface IBusTransport
{
    Task SendAsync(Delivery delivery, CancellationToken cancellationToken);
}

/// <summary>Nobody subscribes to a type that must have a subscriber (MQ-4).</summary>
public sealed class NoSubscriberException(string type) : Exception($"No subscriber for {type}.");

/// <summary>Lets one dispatcher a service run: PostgreSQL by a session advisory lock, SQLite by being one process.</summary>
public interface IDispatcherLock
{
    /// <returns>The held lock, or null while another process holds it.</returns>
    Task<IDispatcherLease?> TryTakeAsync(ServiceDb db, CancellationToken cancellationToken);
}

public interface IDispatcherLease : IAsyncDisposable
{
    /// <summary>False once the lock's session is lost: stop sending.</summary>
    Task<bool> IsHeldAsync(CancellationToken cancellationToken);
}
