namespace Cypp.Messaging.RabbitMq;

/// <summary>
/// What a service's own user may do at the broker (MQ-11): publish under its own name and what every service sends, read its own
/// queues, and no more. The default exchange, which leads to every queue, is not among it.
/// </summary>
/// <param name="Configure">A regular expression of names, as RabbitMQ's permissions are; so are the others.</param>
public sealed record BrokerPermissions(string Configure, string Write, string Read)
{
    public static BrokerPermissions Of(string service)
    {
        var queues = $@"{service}|{service}\.dead";
        var sending = $@"^({queues}|cypp\.({service}|messaging|platform))$";
        return new(sending, sending, $"^({queues})$");
    }
}
