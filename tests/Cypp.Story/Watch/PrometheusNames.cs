using System.Text.RegularExpressions;

namespace Cypp.Story.Watch;

/// <summary>
/// How a metric is called in Prometheus (OpenTelemetry specification, "Prometheus and OpenMetrics Compatibility"), as the collector does it;
/// docs/runbook.md says it in words.
/// </summary>
internal static partial class PrometheusNames
{
    private static readonly Dictionary<string, string> Units = new()
    {
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["By"] = "bytes",
        ["1"] = "ratio",
    };

    public static string Of(string name, string unit, MetricKind kind)
    {
        var plain = Label(name);
        var suffix = unit == "1" && kind != MetricKind.Gauge ? "" : Units.GetValueOrDefault(unit, "");
        if (suffix.Length > 0 && !plain.Split('_').Contains(suffix))
        {
            plain += "_" + suffix;
        }

        return kind == MetricKind.Counter && !plain.EndsWith("_total", StringComparison.Ordinal) ? plain + "_total" : plain;
    }

    public static string Label(string name) => NotAllowed().Replace(name, "_");

    [GeneratedRegex("[^a-zA-Z0-9_:]")]
    private static partial Regex NotAllowed();
}
