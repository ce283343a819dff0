using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Cypp.Contracts;

namespace Cypp.Messaging;

/// <summary>Every message type of the platform, by wire name and by CLR type, read once from the contracts.</summary>
public static class MessageCatalogue
{
    /// <summary>A body that lacks a member which its type asks for is refused; one that has more is read (MQ-10).</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly FrozenDictionary<string, MessageType> ByName = typeof(MessageAttribute).Assembly
        .GetExportedTypes()
        .Select(type => (type, about: type.GetCustomAttribute<MessageAttribute>()))
        .Where(found => found.about is not null)
        .Select(found => new MessageType(found.type, found.about!))
        .ToFrozenDictionary(type => type.About.Name);

    private static readonly FrozenDictionary<Type, MessageType> ByType = ByName.Values.ToFrozenDictionary(type => type.Type);

    public static IEnumerable<MessageType> All => ByName.Values;

    /// <summary>Every <c>publisher/kind-of-thing</c> of which there are streams.</summary>
    public static FrozenSet<string> Kinds { get; } = ByName.Values.Select(type => type.About.StreamKind).Where(kind => kind != MessageAttribute.AnyStream).ToFrozenSet();

    public static MessageType? Find(string name) => ByName.GetValueOrDefault(name);

    /// <exception cref="KeyNotFoundException">The type is no message of this platform.</exception>
    public static MessageType Of(Type type) => ByType[type];

    public static string Write(object message) => JsonSerializer.Serialize(message, message.GetType(), Json);

    public static IEnumerable<MessageType> OfKind(string streamKind) =>
        ByName.Values.Where(type => type.About.StreamKind == streamKind);
}

public sealed record MessageType(Type Type, MessageAttribute About)
{
    public object Read(string payload) =>
        JsonSerializer.Deserialize(payload, Type, MessageCatalogue.Json) ?? throw new JsonException("The payload is empty.");
}
