using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Cypp.Messaging;
using Cypp.Messaging.RabbitMq;
using Cypp.System.Tests.Architecture;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Cypp.System.Tests.Canary;

/// <summary>A queue of the test's own that takes every message too, and a way to put messages in that no service would.</summary>
internal sealed class BrokerTap : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private BrokerTap(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    /// <summary>Type, id, everything but the body, and the body.</summary>
    public ConcurrentQueue<(string Type, string? MessageId, string Head, byte[] Body)> Taken { get; } = new();

    /// <summary>Ids of what <see cref="PublishAsync"/> put in.</summary>
    public HashSet<string?> Forged { get; } = [];

    public static async Task<BrokerTap> OpenAsync(Uri broker)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        var tap = new BrokerTap(connection, await connection.CreateChannelAsync());
        var queue = (await tap._channel.QueueDeclareAsync()).QueueName;
        foreach (var kind in MessageCatalogue.Kinds)
        {
            foreach (var key in Names.KeysOf(kind, Modules.All.Select(module => module.Name)))
            {
                await tap._channel.QueueBindAsync(queue, Names.ExchangeOf(kind), key);
            }
        }

        var consumer = new AsyncEventingBasicConsumer(tap._channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            tap.Taken.Enqueue((TypeOf(message.BasicProperties), message.BasicProperties.MessageId, HeadOf(message.RoutingKey, message.BasicProperties), message.Body.ToArray()));
            return Task.CompletedTask;
        };
        await tap._channel.BasicConsumeAsync(queue, autoAck: true, consumer);
        return tap;
    }

    public async Task PublishAsync(Type message, string body, IReadOnlyDictionary<string, string> headers)
    {
        var properties = new BasicProperties
        {
            ContentType = "application/json",
            MessageId = Guid.CreateVersion7().ToString(),
            Headers = headers.ToDictionary(pair => pair.Key, pair => (object?)pair.Value),
        };
        Forged.Add(properties.MessageId);
        var kind = MessageCatalogue.Of(message).About.StreamKind;
        await _channel.BasicPublishAsync(Names.ExchangeOf(kind), kind, mandatory: false, properties, Encoding.UTF8.GetBytes(body));
    }

    /// <summary>Everything but the body of what lies in a queue that nobody reads, such as an error queue; null when there is none.</summary>
    public async Task<IReadOnlyList<string>?> HeadsInAsync(string queue)
    {
        await using var channel = await _connection.CreateChannelAsync();
        try
        {
            var heads = new List<string>();
            while (await channel.BasicGetAsync(queue, autoAck: true) is { } message)
            {
                heads.Add(HeadOf(message.RoutingKey, message.BasicProperties));
            }

            return heads;
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static string TypeOf(IReadOnlyBasicProperties properties) =>
        properties.Headers is { } headers && headers.TryGetValue("cypp-type", out var value) && value is byte[] type ? Encoding.UTF8.GetString(type) : "";

    private static string HeadOf(string routingKey, IReadOnlyBasicProperties properties) => string.Join(
        '\n',
        [
            routingKey, properties.ContentType ?? "", properties.MessageId ?? "", properties.CorrelationId ?? "", properties.Type ?? "", properties.AppId ?? "",
            properties.ReplyTo ?? "", properties.UserId ?? "",
            .. (properties.Headers ?? new Dictionary<string, object?>()).Select(header =>
                $"{header.Key}: {(header.Value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : string.Create(CultureInfo.InvariantCulture, $"{header.Value}"))}"),
        ]);
}
