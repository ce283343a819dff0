using System.Text.Json;
using Cypp.Story.Platform;

namespace Cypp.Story.Watch;

/// <summary>A dashboard of the cluster's Grafana: panels on a grid of 24 columns.</summary>
internal sealed record Dashboard(string Uid, string Title, IReadOnlyList<Dashboard.Panel> Panels)
{
    public const int Columns = 24;

    private static readonly string Folder = Path.Combine(Checkout.Root, "deploy", "k8s", "components", "dashboards");

    /// <param name="Type"><c>timeseries</c>, or <c>stat</c> for the last value alone.</param>
    internal sealed record Panel(string Title, string Type, Place GridPos, Fields FieldConfig, IReadOnlyList<Target> Targets);

    internal sealed record Place(int X, int Y, int W, int H);

    internal sealed record Fields(Defaults Defaults);

    internal sealed record Defaults(string Unit);

    /// <param name="Expr">In PromQL; <c>$service</c> stands for those that are chosen.</param>
    /// <param name="LegendFormat"><c>{{label}}</c> stands for its value.</param>
    internal sealed record Target(string Expr, string LegendFormat);

    public static IReadOnlyList<Dashboard> All =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal).Select(file => JsonSerializer.Deserialize<Dashboard>(File.ReadAllText(file), JsonSerializerOptions.Web)!)];
}
