using Cypp.Messaging.Consume;

namespace Cypp.Messaging.RabbitMq;

/// <summary>
/// What things are called at the broker; its permissions go by these names (MQ-11). One exchange a publisher, keyed by the
/// kind of stream; one queue a subscribing service, however many agencies there are.
/// </summary>
public static class Names
{
    /// <summary>How often a message may be given back before the broker puts it aside (MQ-8). The pipeline parks a killer before.</summary>
    public const int DeliveryLimit = 20;

    public static string ExchangeOf(string streamKind) => "cypp." + streamKind.Split('/')[0];

    /// <summary>The routing key of what all subscribers of a kind get, and of what one alone gets again.</summary>
    public static string KeyOf(string streamKind, string? onlyFor) => onlyFor is null ? streamKind : $"{streamKind}@{onlyFor}";

    /// <summary>Every key under which these subscribers get what there is of a kind.</summary>
    public static IEnumerable<string> KeysOf(string streamKind, params IEnumerable<string> subscribers) =>
        [KeyOf(streamKind, null), .. subscribers.Select(subscriber => KeyOf(streamKind, subscriber))];

    /// <summary>Whether a message came as only those can send it who may publish this kind of stream (<see cref="BrokerPermissions"/>).</summary>
    public static bool IsWayOf(string streamKind, string exchange, string? routingKey) =>
        exchange == ExchangeOf(streamKind) && routingKey?.Split('@')[0] == streamKind;

    /// <summary>Where what was given back too often waits, to be taken in by the same service.</summary>
    public static string DeadLettersOf(string service) => service + ".dead";

    public static IReadOnlyList<string> KindsOf(IConsumerPipeline pipeline) =>
        [.. pipeline.Consumers.Subscriptions.Select(type => type.About.StreamKind).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Dead letters are confirmed before they leave the queue: none is lost between the two.</summary>
    public static Dictionary<string, object?> ArgumentsOf(string service) => new()
    {
        ["x-queue-type"] = "quorum",
        ["x-delivery-limit"] = DeliveryLimit,
        ["x-overflow"] = "reject-publish",
        ["x-dead-letter-exchange"] = "",
        ["x-dead-letter-routing-key"] = DeadLettersOf(service),
        ["x-dead-letter-strategy"] = "at-least-once",
    };
}
