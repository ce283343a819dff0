using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace Cypp.Deploy.Tests.Watching;

/// <summary>The files of collector, rules and dashboards, and the tools that read them.</summary>
internal static class WatchFiles
{
    public static string Components => Checkout.Path("deploy/k8s/components");

    public static IReadOnlyList<string> Rules { get; } = [.. Directory.EnumerateFiles(Path.Combine(Components, "monitoring", "rules"), "*.yaml").Order()];

    public static IReadOnlyList<string> RuleTests { get; } = [.. Directory.EnumerateFiles(Path.Combine(Components, "monitoring", "tests"), "*.yaml").Order()];

    public static IReadOnlyList<string> Dashboards { get; } = [.. Directory.EnumerateFiles(Path.Combine(Components, "dashboards"), "*.json").Order()];

    public static string Runbook => Checkout.Read("docs/runbook.md");

    public static string TextOf(params string[] path) => File.ReadAllText(Path.Combine([Components, .. path]));

    /// <summary>Each document of a YAML file; every value is a text.</summary>
    public static IReadOnlyList<JsonNode> Read(string file)
    {
        var (reader, writer) = (new DeserializerBuilder().Build(), new SerializerBuilder().JsonCompatible().Build());
        return [.. File.ReadAllText(file).Split("\n---\n").Select(document => JsonNode.Parse(writer.Serialize(reader.Deserialize<object>(document)))!)];
    }

    public static JsonNode Read(params string[] path) => Read(Path.Combine([Components, .. path])).Single();

    /// <summary>All alerting and recording rules of a rule object.</summary>
    public static IEnumerable<JsonNode> RulesIn(string file) =>
        Read(file).Single()["spec"]!["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray()).Select(rule => rule!);

    /// <summary>A rule object's spec is what Prometheus reads: into a folder of its own, beside the tests.</summary>
    public static string Unpack()
    {
        var folder = Directory.CreateTempSubdirectory("cypp-rules-").FullName;
        foreach (var file in Rules)
        {
            var spec = File.ReadLines(file).SkipWhile(line => line != "spec:").Skip(1).Select(line => line.Length > 2 ? line[2..] : line);
            File.WriteAllLines(Path.Combine(folder, Path.GetFileName(file)), spec);
        }

        foreach (var file in RuleTests)
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return folder;
    }

    /// <summary>Debian's package prometheus.</summary>
    public static (int Code, string Said) Promtool(string folder, params string[] arguments) =>
        Command.Run("promtool", arguments, folder: folder) is var (code, output, error) ? (code, output + error) : default;
}
