using System.Net.Mime;
using MassTransit;

namespace Cypp.Messaging.RabbitMq;

/// <summary>The body is JSON already, and on the wire nothing is put around it.</summary>
internal sealed class BodySerializer : IMessageSerializer
{
    public static readonly BodySerializer Instance = new();

    public ContentType ContentType { get; } = new("application/json");

    public MessageBody GetMessageBody<T>(SendContext<T> context) where T : class =>
        new StringMessageBody(((WireMessage)(object)context.Message).Body);
}
