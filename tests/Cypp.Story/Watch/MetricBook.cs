using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Cypp.Story.Watch;

/// <summary>The last metrics of each process, as Prometheus scrapes them (text format 0.0.4).</summary>
internal sealed class MetricBook
{
    // A process that ended takes its metrics with it.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(OtlpResource, string), (OtlpMetric Metric, DateTimeOffset At)> _last = new();

    public void Add(IEnumerable<OtlpMetric> metrics, DateTimeOffset now)
    {
        foreach (var metric in metrics)
        {
            _last[(metric.From, metric.Name)] = (metric, now);
        }
    }

    public string Write(DateTimeOffset now)
    {
        var text = new StringBuilder();
        foreach (var family in _last.Values.Where(one => one.At > now - Kept).Select(one => one.Metric).GroupBy(metric => metric.Name).OrderBy(family => family.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {family.Key} {family.First().Kind.ToString().ToLowerInvariant()}\n");
            foreach (var metric in family)
            {
                Write(text, metric);
            }
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, OtlpMetric metric)
    {
        foreach (var point in metric.Points)
        {
            var labels = LabelsOf(metric.From, point);
            if (metric.Kind != MetricKind.Histogram)
            {
                text.Append(CultureInfo.InvariantCulture, $"{metric.Name}{{{labels}}} {point.Value:R}\n");
                continue;
            }

            foreach (var (bound, count) in point.Buckets)
            {
                var le = double.IsPositiveInfinity(bound) ? "+Inf" : bound.ToString(CultureInfo.InvariantCulture);
                text.Append(CultureInfo.InvariantCulture, $"{metric.Name}_bucket{{{labels},le=\"{le}\"}} {count}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"{metric.Name}_sum{{{labels}}} {point.Value:R}\n");
            text.Append(CultureInfo.InvariantCulture, $"{metric.Name}_count{{{labels}}} {(point.Buckets.Count == 0 ? 0 : point.Buckets[^1].Count)}\n");
        }
    }

    private static string LabelsOf(OtlpResource from, MetricPoint point) => string.Join(
        ',',
        point.Labels.Select(label => (PrometheusNames.Label(label.Key), label.Value))
            .Prepend(("instance", from.Instance)).Prepend(("job", "cypp/" + from.Service))
            .Select(label => $"{label.Item1}=\"{label.Item2.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\""));
}
