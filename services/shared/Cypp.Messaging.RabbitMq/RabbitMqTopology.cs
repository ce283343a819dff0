using Cypp.Messaging.Consume;
using Cypp.Messaging.Dispatch;
using RabbitMQ.Client;

namespace Cypp.Messaging.RabbitMq;

/// <summary>Exchanges of every publisher, and the queues of this process's services with what they subscribe to (MQ-4).</summary>
/// <param name="address">As a user who may declare; services themselves may not.</param>
internal sealed class RabbitMqTopology(Uri address, IEnumerable<IConsumerPipeline> pipelines) : IBrokerTopology
{
    private static readonly Dictionary<string, object?> DeadLetters = new() { ["x-queue-type"] = "quorum" };

    public async Task DeclareAsync(CancellationToken cancellationToken)
    {
        await using var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        foreach (var exchange in MessageCatalogue.Kinds.Select(Names.ExchangeOf).Distinct())
        {
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Direct, durable: true, autoDelete: false, cancellationToken: cancellationToken);
        }

        foreach (var pipeline in pipelines)
        {
            await QueueAsync(Names.DeadLettersOf(pipeline.Service), DeadLetters);
            await QueueAsync(pipeline.Service, Names.ArgumentsOf(pipeline.Service));
            foreach (var kind in Names.KindsOf(pipeline))
            {
                foreach (var key in Names.KeysOf(kind, pipeline.Service))
                {
                    await channel.QueueBindAsync(pipeline.Service, Names.ExchangeOf(kind), key, cancellationToken: cancellationToken);
                }
            }
        }

        Task QueueAsync(string queue, Dictionary<string, object?> arguments) => channel.QueueDeclareAsync(
            queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken);
    }
}
