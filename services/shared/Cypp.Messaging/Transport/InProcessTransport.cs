using Cypp.Messaging.Consume;
using Cypp.Messaging.Dispatch;

namespace Cypp.Messaging.Transport;

/// <summary>
/// Hands a message to every subscribing service of this process and returns when each has committed it: a kill in
/// between is a second delivery, never a loss (MQ-14).
/// </summary>
internal sealed class InProcessTransport(IEnumerable<IConsumerPipeline> pipelines) : IBusTransport
{
    public async Task SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var subscribers = pipelines
            .Where(pipeline => pipeline.Consumers.Subscriptions.Any(type => type.About.Name == delivery.Envelope.Type))
            .ToList();
        if (subscribers.Count == 0)
        {
            throw new NoSubscriberException(delivery.Envelope.Type);
        }

        foreach (var pipeline in subscribers)
        {
            await pipeline.ConsumeAsync(delivery, cancellationToken);
        }
    }
}
