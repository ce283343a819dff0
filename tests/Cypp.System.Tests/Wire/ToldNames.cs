using System.Text.Json;
using System.Text.RegularExpressions;
using Cypp.System.Tests.Architecture;

namespace Cypp.System.Tests.Wire;

/// <summary>Names of series in the alert rules and dashboards of deploy/k8s.</summary>
internal static partial class ToldNames
{
    private const string Components = "deploy/k8s/components";

    // What Kubernetes, CloudNativePG, its archive, RabbitMQ, cert-manager, the collector and Prometheus itself tell.
    private static readonly string[] Others = ["kube_", "kubelet_", "cnpg_", "barman_cloud_", "rabbitmq_", "certmanager_", "otelcol_", "up"];
    private static readonly HashSet<string> Words = ["and", "or", "unless", "bool", "offset"];

    public static bool IsOfOthers(string name) => Others.Any(prefix => name == prefix || (prefix[^1] == '_' && name.StartsWith(prefix, StringComparison.Ordinal)));

    public static IReadOnlyCollection<string> InRulesAndDashboards() =>
        [.. Expressions().SelectMany(NamesIn).Except(Recorded()).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Routes by which journeys choose requests, each with the job whose they are.</summary>
    public static IEnumerable<(string Job, string Route)> Routes() => Expressions()
        .SelectMany(expression => Journey().Matches(expression)).Select(found => (found.Groups["job"].Value, found.Groups["route"].Value)).Distinct();

    internal static IEnumerable<string> NamesIn(string expression)
    {
        var bare = Quoted().Replace(expression, "");
        bare = Selected().Replace(bare, "");
        bare = Grouped().Replace(bare, "");
        return Name().Matches(bare).Select(found => found.Value).Where(name => !Words.Contains(name));
    }

    private static IEnumerable<string> Recorded() => RuleFiles().SelectMany(text => Record().Matches(text)).Select(found => found.Groups["name"].Value);

    private static IEnumerable<string> Expressions() => RuleFiles().SelectMany(text => Expression().Matches(text)).Select(found => found.Groups["block"].Success ? found.Groups["block"].Value : found.Groups["line"].Value.Trim('\''))
        .Concat(Directory.EnumerateFiles(Path.Combine(Sources.Root, Components, "dashboards"), "*.json").SelectMany(InDashboard));

    private static IEnumerable<string> RuleFiles() => Directory.EnumerateFiles(Path.Combine(Sources.Root, Components, "monitoring", "rules"), "*.yaml").Select(File.ReadAllText);

    private static List<string> InDashboard(string file)
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(file));
        return [.. dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!)];
    }

    [GeneratedRegex("^ +expr: (?:\\|-\\n(?<block>(?: {12}.*\\n)+)|(?<line>.*)$)", RegexOptions.Multiline)]
    private static partial Regex Expression();

    [GeneratedRegex("^ +- record: (?<name>\\S+)$", RegexOptions.Multiline)]
    private static partial Regex Record();

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("\\{[^}]*\\}|\\[[^\\]]*\\]")]
    private static partial Regex Selected();

    [GeneratedRegex("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)")]
    private static partial Regex Grouped();

    [GeneratedRegex("(?<![\\w:.])[a-zA-Z_:][\\w:]*\\b(?!\\s*\\()")]
    private static partial Regex Name();

    [GeneratedRegex("job=\"(?<job>[^\"]+)\",http_route=\"(?<route>[^\"]+)\"")]
    private static partial Regex Journey();
}
