using Cypp.Messaging.Dispatch;
using MassTransit;

namespace Cypp.Messaging.Transport;

/// <summary>Publishes with confirms and the mandatory flag: a message that no queue takes is a failure, not a success (MQ-4).</summary>
internal sealed class RabbitMqTransport(IBus bus) : IBusTransport
{
    public Task SendAsync(Delivery delivery, CancellationToken cancellationToken) => bus.Publish(
        delivery.Message,
        delivery.Message.GetType(),
        Pipe.Execute<PublishContext>(context =>
        {
            EnvelopeHeaders.Write(context, delivery.Envelope);
            if (context.TryGetPayload(out RabbitMqSendContext? rabbit))
            {
                rabbit.Mandatory = true;
            }
        }),
        cancellationToken);
}
