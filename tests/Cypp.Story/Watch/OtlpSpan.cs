namespace Cypp.Story.Watch;

/// <summary>A finished span as a process exported it (OTLP, opentelemetry/proto/trace/v1).</summary>
/// <param name="ParentId">Empty: it has none.</param>
/// <param name="Start">Nanoseconds.</param>
/// <param name="Links">Trace and span that it points at.</param>
internal sealed record OtlpSpan(
    string Service, string TraceId, string SpanId, string ParentId, string Name, int Kind, ulong Start, ulong End,
    IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<(string TraceId, string SpanId)> Links, bool HasFailed)
{
    public const int Server = 2;
    public const int Producer = 4;
    public const int Consumer = 5;
    private const ulong Error = 2;

    public double Milliseconds => (End - Start) / 1e6;

    /// <summary>A statement at a database.</summary>
    public bool IsStatement => Attributes.ContainsKey("db.system.name");

    public static IEnumerable<OtlpSpan> ReadAll(ReadOnlyMemory<byte> request) => OtlpResource.ItemsIn(request).Select(one => Read(one.From, one.Item));

    private static OtlpSpan Read(OtlpResource from, ProtobufField item)
    {
        var fields = item.Fields().ToList();
        return new(
            from.Service, Of(1).AsHex, Of(2).AsHex, Of(4).AsHex, Of(5).AsText, (int)Of(6).Value, Of(7).Value, Of(8).Value,
            OtlpResource.Attributes(fields, 9),
            [.. from link in fields.Where(field => field.Number == 13) let to = link.Fields().ToList() select (to.First(part => part.Number == 1).AsHex, to.First(part => part.Number == 2).AsHex)],
            Of(15).Fields().Any(part => part is { Number: 3, Value: Error }));

        ProtobufField Of(int number) => fields.FirstOrDefault(field => field.Number == number);
    }
}
