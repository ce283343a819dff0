namespace Cypp.Messaging.Dispatch;

/// <summary>What a broker must know before messages flow (MQ-4): declared when databases are migrated, before anything is sent.</summary>
public interface IBrokerTopology
{
    Task DeclareAsync(CancellationToken cancellationToken);
}
