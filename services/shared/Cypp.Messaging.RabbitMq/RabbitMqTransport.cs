using System.Collections.Concurrent;
using Cypp.Messaging.Dispatch;
using MassTransit;
using RabbitMQ.Client;

namespace Cypp.Messaging.RabbitMq;

/// <summary>Sends with confirms and the mandatory flag: a message that no queue takes is a failure, not a success (MQ-4).</summary>
internal sealed class RabbitMqTransport(IBusControl bus, RabbitMqReceivers receivers, Uri address) : IBusTransport
{
    private readonly ConcurrentDictionary<string, ISendEndpoint> _exchanges = new();

    public int Parallelism => 64;

    public bool IsConnected => receivers.AreReading;

    // Asked for seldom, while something is missing: it has no connection of its own between.
    public async Task<long> CountUnreadAsync(string service, CancellationToken cancellationToken)
    {
        await using var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        return await channel.MessageCountAsync(service, cancellationToken);
    }

    // MassTransit waits for a channel that failed to close, whatever it was told: a dispatcher that waits with it sends nothing any more (ADR 17).
    public Task SendAsync(WireMessage message, string? onlyFor, CancellationToken cancellationToken) =>
        PublishAsync(message, onlyFor, cancellationToken).WaitAsync(cancellationToken);

    private async Task PublishAsync(WireMessage message, string? onlyFor, CancellationToken cancellationToken)
    {
        var kind = Streams.KindOf(message.Envelope.Stream);
        var exchange = Names.ExchangeOf(kind);
        if (!_exchanges.TryGetValue(exchange, out var endpoint))
        {
            _exchanges[exchange] = endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{exchange}?type=direct"));
        }

        try
        {
            await endpoint.Send(
                message,
                Pipe.Execute<SendContext<WireMessage>>(context =>
                {
                    context.Serializer = BodySerializer.Instance;
                    EnvelopeHeaders.Write(context, message.Envelope);
                    if (context.TryGetPayload(out RabbitMqSendContext? rabbit))
                    {
                        rabbit.RoutingKey = Names.KeyOf(kind, onlyFor);
                        // Who asked and subscribes no longer holds nobody up.
                        rabbit.Mandatory = onlyFor is null;
                    }
                }),
                cancellationToken);
        }
        catch (MessageReturnedException returned)
        {
            throw new NotTakenException(message.Envelope.Type, returned);
        }
    }
}
