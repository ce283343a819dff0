namespace Cypp.Messaging.Consume;

/// <summary>
/// A use case begun by another service's message. It changes its own context; the pipeline saves and commits it
/// together with the inbox row.
/// </summary>
public interface IHandle<in TMessage>
{
    Task HandleAsync(TMessage message, Envelope envelope, CancellationToken cancellationToken);
}

/// <summary>The message can never be taken in as it is: it is parked with <see cref="Code"/> for a person to see.</summary>
public sealed class MessageRejectedException(string code) : Exception(code)
{
    public string Code { get; } = code;
}

/// <summary>Told, in the same transaction, that a message was parked.</summary>
public interface IParkObserver
{
    void Parked(ServiceDb db, Envelope envelope, string reasonCode);
}
