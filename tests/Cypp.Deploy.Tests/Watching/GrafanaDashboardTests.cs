using System.Text.Json;

namespace Cypp.Deploy.Tests.Watching;

/// <summary>Row 37 of the checklist; that the metrics exist is asked of the running platform (Cypp.System.Tests, WatchedPlatformTests).</summary>
public sealed class GrafanaDashboardTests
{
    private static readonly IReadOnlyList<JsonElement> All = [.. WatchFiles.Dashboards.Select(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement)];

    /// <summary>OP-37.</summary>
    [Fact]
    public void EveryDashboard_HasAUidOfItsOwnAndChoosesItsDataSource()
    {
        Assert.Equal(4, All.Select(dashboard => Text(dashboard, "uid")).Distinct().Count());
        Assert.All(All, dashboard => Assert.Contains(
            dashboard.GetProperty("templating").GetProperty("list").EnumerateArray(),
            variable => Text(variable, "type") == "datasource" && Text(variable, "name") == "datasource"));
        Assert.All(Panels().Concat(Targets()), asks => Assert.Equal("${datasource}", Text(asks.GetProperty("datasource"), "uid")));
    }

    /// <summary>OP-37: Grafana's sidecar takes in what bears its label.</summary>
    [Fact]
    public void EveryDashboard_IsInAConfigMapForTheSidecar()
    {
        var maps = WatchFiles.Read("dashboards", "kustomization.yaml")["configMapGenerator"]!.AsArray();
        Assert.Equal(WatchFiles.Dashboards.Select(file => Path.GetFileName(file)), maps.Select(map => (string)map!["files"]!.AsArray().Single()!).Order());
        Assert.All(maps, map => Assert.Equal("1", (string?)map!["options"]!["labels"]!["grafana_dashboard"]));
    }

    /// <summary>OP-37.</summary>
    [Fact]
    public void EveryPanel_AsksWhatPrometheusUnderstands()
    {
        var folder = Directory.CreateTempSubdirectory("cypp-panels-").FullName;
        try
        {
            var expressions = Targets().Select(target => Text(target, "expr").Replace("$service", ".+", StringComparison.Ordinal)).ToList();
            Assert.DoesNotContain(expressions, expression => expression.Contains('$', StringComparison.Ordinal));
            File.WriteAllText(Path.Combine(folder, "panels.yaml"), "groups:\n- name: panels\n  rules:\n" + string.Concat(expressions.Select((expression, at) => $"  - record: panel:{at}\n    expr: {JsonSerializer.Serialize(expression)}\n")));
            var (code, said) = WatchFiles.Promtool(folder, "check", "rules", "panels.yaml");
            Assert.True(code == 0, said);
            Assert.Contains($"{expressions.Count} rules found", said, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<JsonElement> Panels() => All.SelectMany(dashboard => dashboard.GetProperty("panels").EnumerateArray());

    private static IEnumerable<JsonElement> Targets() => Panels().SelectMany(panel => panel.GetProperty("targets").EnumerateArray());

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
