namespace Cypp.Story.Watch;

internal enum MetricKind
{
    Gauge,

    /// <summary>It only grows.</summary>
    Counter,
    Histogram,
}

/// <param name="Value">A histogram's: the sum.</param>
/// <param name="Buckets">A histogram's: upper bound and how many are below it, the last without bound.</param>
internal sealed record MetricPoint(IReadOnlyDictionary<string, string> Labels, double Value, IReadOnlyList<(double Bound, ulong Count)> Buckets);

/// <summary>A metric as a process exported it, under Prometheus's name (OTLP, opentelemetry/proto/metrics/v1).</summary>
internal sealed record OtlpMetric(OtlpResource From, string Name, MetricKind Kind, IReadOnlyList<MetricPoint> Points)
{
    public static IEnumerable<OtlpMetric> ReadAll(ReadOnlyMemory<byte> request) => OtlpResource.ItemsIn(request).Select(one => Read(one.From, one.Item));

    /// <summary>Names of the series that Prometheus keeps of it.</summary>
    public IEnumerable<string> Series => Kind == MetricKind.Histogram ? [Name + "_bucket", Name + "_sum", Name + "_count"] : [Name];

    private static OtlpMetric Read(OtlpResource from, ProtobufField item)
    {
        var fields = item.Fields().ToList();
        var (name, unit) = (fields.First(field => field.Number == 1).AsText, fields.FirstOrDefault(field => field.Number == 3).AsText);
        // gauge 5, sum 7, histogram 9
        var data = fields.First(field => field.Number is 5 or 7 or 9);
        var parts = data.Fields().ToList();
        var kind = data.Number switch
        {
            9 => MetricKind.Histogram,
            7 when parts.Any(part => part is { Number: 3, Value: 1 }) => MetricKind.Counter,
            _ => MetricKind.Gauge,
        };
        var points = parts.Where(part => part.Number == 1).Select(part => kind == MetricKind.Histogram ? Histogram(part) : Number(part));
        return new(from, PrometheusNames.Of(name, unit, kind), kind, [.. points]);
    }

    private static MetricPoint Number(ProtobufField point)
    {
        var fields = point.Fields().ToList();
        var value = fields.FirstOrDefault(field => field.Number is 4 or 6);
        return new(OtlpResource.Attributes(fields, 7), value.Number == 4 ? value.AsDouble : (long)value.Value, []);
    }

    private static MetricPoint Histogram(ProtobufField point)
    {
        var fields = point.Fields().ToList();
        var counts = fields.Where(field => field.Number == 6).SelectMany(field => field.Packed()).ToList();
        var bounds = fields.Where(field => field.Number == 7).SelectMany(field => field.Packed()).Select(BitConverter.UInt64BitsToDouble).ToList();
        var (buckets, below) = (new List<(double, ulong)>(), 0UL);
        for (var at = 0; at < counts.Count; at++)
        {
            below += counts[at];
            buckets.Add((at < bounds.Count ? bounds[at] : double.PositiveInfinity, below));
        }

        return new(OtlpResource.Attributes(fields, 9), fields.FirstOrDefault(field => field.Number == 5).AsDouble, buckets);
    }
}
