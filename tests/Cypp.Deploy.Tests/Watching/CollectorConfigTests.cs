using System.Text.Json.Nodes;

namespace Cypp.Deploy.Tests.Watching;

/// <summary>Row 33 of the checklist, on what the collectors are told.</summary>
public sealed class CollectorConfigTests
{
    private static readonly string[] Kinds = ["receivers", "processors", "exporters"];

    public static TheoryData<string, string> Files => new()
    {
        { "collector", "config/receiver.yaml" },
        { "collector", "config/sampler.yaml" },
        { "collector-dev", "config.yaml" },
    };

    /// <summary>OP-33: the collector does not start with a name that it does not know.</summary>
    [Theory, MemberData(nameof(Files))]
    public void Pipelines_NameWhatIsDeclaredAndAllOfIt(string component, string file)
    {
        var config = WatchFiles.Read(component, file);
        foreach (var kind in Kinds)
        {
            Assert.Equal(Names(config[kind]!).Order(), Pipelines(config).SelectMany(pipeline => Listed(pipeline[kind]!)).Distinct().Order());
        }

        Assert.Equal(Names(config["extensions"]!).Order(), Listed(config["service"]!["extensions"]!).Order());
    }

    /// <summary>OP-33: whatever comes behind it, memory is bounded first.</summary>
    [Theory, MemberData(nameof(Files))]
    public void EveryPipeline_BeginsWithTheMemoryLimitAndEndsWithBatches(string component, string file) => Assert.All(
        Pipelines(WatchFiles.Read(component, file)), pipeline => Assert.Equal(("memory_limiter", "batch"), (Listed(pipeline["processors"]!)[0], Listed(pipeline["processors"]!)[^1])));

    /// <summary>OP-33, TL-1: the second wall stands in front of everything that leaves the first tier.</summary>
    [Fact]
    public void FirstTier_SaysWhosePodItWasAndTakesOutWhatLooksLikeAPerson()
    {
        var config = WatchFiles.Read("collector", "config/receiver.yaml");
        Assert.Equal(["logs", "metrics", "traces"], Names(config["service"]!["pipelines"]!).Order());
        Assert.All(Pipelines(config), pipeline => Assert.Equal(["memory_limiter", "k8sattributes", "redaction", "batch"], Listed(pipeline["processors"]!)));
        var blocked = Listed(config["processors"]!["redaction"]!["blocked_values"]!);
        Assert.All(
            (string[])["9990000018", "999 000 0018", "A38340001500B", "LS2 8AA", "a.b@example.org", "QQ 12 34 56 C", "eyJhbGci.eyJpc3Mi.c2ln"],
            person => Assert.Contains(blocked, pattern => System.Text.RegularExpressions.Regex.IsMatch(person, pattern)));
        Assert.All(
            (string[])["0193a0000000700080000000000000aa", "/safeguarding/v1/referrals/{referralId:guid}", "early-help.case-stepped-up", "2015-11-02"],
            plain => Assert.DoesNotContain(blocked, pattern => System.Text.RegularExpressions.Regex.IsMatch(plain, pattern)));
    }

    /// <summary>OP-33: a sampler must see all spans of a trace.</summary>
    [Fact]
    public void FirstTier_SendsEachTraceToOneSamplerByItsId()
    {
        var balancing = WatchFiles.Read("collector", "config/receiver.yaml")["exporters"]!["loadbalancing"]!;
        var headless = WatchFiles.Read(Path.Combine(WatchFiles.Components, "collector", "sampler.yaml")).Single(one => (string?)one["kind"] == "Service");
        Assert.Equal(("traceID", "None"), ((string?)balancing["routing_key"], (string?)headless["spec"]!["clusterIP"]));
        Assert.Equal($"{headless["metadata"]!["name"]}.{headless["metadata"]!["namespace"]}.svc.cluster.local", (string?)balancing["resolver"]!["dns"]!["hostname"]);
        Assert.Contains(headless["spec"]!["ports"]!.AsArray(), port => (string?)port!["port"] == (string?)balancing["resolver"]!["dns"]!["port"]);
    }

    /// <summary>OP-33.</summary>
    [Fact]
    public void SecondTier_KeepsErrorsSlowTracesEverySafeguardingFlowAndATenthOfTheRest()
    {
        var policies = WatchFiles.Read("collector", "config/sampler.yaml")["processors"]!["tail_sampling"]!["policies"]!.AsArray().ToDictionary(policy => (string)policy!["type"]!, policy => policy!);
        Assert.Equal(4, policies.Count);
        Assert.Equal("ERROR", (string?)policies["status_code"]["status_code"]!["status_codes"]![0]);
        Assert.Equal("1000", (string?)policies["latency"]["latency"]!["threshold_ms"]);
        Assert.Equal(("service.name", "safeguarding"), ((string?)policies["string_attribute"]["string_attribute"]!["key"], (string?)policies["string_attribute"]["string_attribute"]!["values"]![0]));
        Assert.Equal("10", (string?)policies["probabilistic"]["probabilistic"]!["sampling_percentage"]);
    }

    /// <summary>OP-33: who takes it may be away for a while.</summary>
    [Theory]
    [InlineData("config/receiver.yaml")]
    [InlineData("config/sampler.yaml")]
    public void EveryExporter_QueuesAndTriesAgain(string file) => Assert.All(WatchFiles.Read("collector", file)["exporters"]!.AsObject(), exporter =>
    {
        var settings = exporter.Value!["protocol"]?["otlp"] ?? exporter.Value!;
        Assert.Equal("true", (string?)(settings["sending_queue"] ?? settings["remote_write_queue"])!["enabled"]);
        Assert.Equal("true", (string?)settings["retry_on_failure"]!["enabled"]);
    });

    private static IEnumerable<JsonNode> Pipelines(JsonNode config) => config["service"]!["pipelines"]!.AsObject().Select(pipeline => pipeline.Value!);

    private static IEnumerable<string> Names(JsonNode part) => part.AsObject().Select(one => one.Key);

    private static List<string> Listed(JsonNode list) => [.. list.AsArray().Select(one => (string)one!)];
}
