using System.Globalization;

namespace Cypp.Story.Watch;

/// <summary>The process that sent something (OTLP, opentelemetry/proto/resource/v1).</summary>
internal sealed record OtlpResource(string Service, string Instance)
{
    /// <summary>Of an export request: the resource, and each span or metric that it sends.</summary>
    public static IEnumerable<(OtlpResource From, ProtobufField Item)> ItemsIn(ReadOnlyMemory<byte> request) =>
        from ofResource in Protobuf.Read(request).Where(field => field.Number == 1)
        let parts = ofResource.Fields().ToList()
        let resource = Of(parts.FirstOrDefault(part => part.Number == 1))
        from scope in parts.Where(part => part.Number == 2)
        from item in scope.Fields().Where(field => field.Number == 2)
        select (resource, item);

    /// <param name="field">The number of the attributes' field in the message.</param>
    public static Dictionary<string, string> Attributes(IEnumerable<ProtobufField> message, int field)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in message.Where(part => part.Number == field).Select(part => part.Fields().ToList()))
        {
            var value = pair.FirstOrDefault(part => part.Number == 2).Fields().FirstOrDefault();
            attributes[pair.First(part => part.Number == 1).AsText] = value.Number switch
            {
                1 => value.AsText,
                2 => value.Value == 0 ? "false" : "true",
                4 => value.AsDouble.ToString(CultureInfo.InvariantCulture),
                _ => ((long)value.Value).ToString(CultureInfo.InvariantCulture),
            };
        }

        return attributes;
    }

    private static OtlpResource Of(ProtobufField resource)
    {
        var attributes = Attributes(resource.Fields(), 1);
        return new(attributes.GetValueOrDefault("service.name", "unknown"), attributes.GetValueOrDefault("service.instance.id", ""));
    }
}
