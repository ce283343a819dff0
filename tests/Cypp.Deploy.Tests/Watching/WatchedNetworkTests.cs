using Cypp.Deploy.Tests.Custom;
using Cypp.Deploy.Tests.Network;
using k8s.Models;

namespace Cypp.Deploy.Tests.Watching;

/// <summary>Who speaks to what keeps traces, metrics and logs, and to whom it speaks.</summary>
public sealed class WatchedNetworkTests
{
    private static readonly string[] Stores = ["loki", "prometheus", "tempo"];
    private static readonly Rendered Watching = Overlay.OfFolder("observability/prod");

    private static readonly Endpoint[] Others =
    [
        Endpoint.Elsewhere("kube-dns", "kube-system", "k8s-app"), Endpoint.Elsewhere("grafana", "observability"), Endpoint.Elsewhere("alertmanager", "observability"),
        Endpoint.Elsewhere("kube-state-metrics", "elsewhere"), Endpoint.Elsewhere("cert-manager", "cert-manager"),
        new("postgres", "cypp", new Dictionary<string, string> { ["cnpg.io/cluster"] = "postgres" }), Endpoint.Elsewhere("rabbitmq", "cypp"),
        Endpoint.Outside("198.51.100.0/24", "198.51.100.10"),
        // Who is nobody's peer: a process of the platform, beside each of those, of another namespace under one of our names, and the rest of the world.
        new("gateway", "cypp", new Dictionary<string, string> { [Rendered.NameLabel] = "gateway", ["app.kubernetes.io/part-of"] = "cypp-platform" }),
        .. ((string[])["observability", "cypp", "kube-system", "cert-manager"]).Select(space => Endpoint.Elsewhere("neighbour", space)),
        .. ((string[])["grafana", "prometheus", "alertmanager", "rabbitmq", "cert-manager"]).Select(name => Endpoint.Elsewhere(name, "elsewhere") with { Name = "impostor" }),
        new("impostor", "elsewhere", new Dictionary<string, string> { [Rendered.NameLabel] = "collector", [Rendered.ComponentLabel] = "receiver" }),
        Endpoint.Outside("internet", "192.0.2.200"), Endpoint.Outside("metadata", "169.254.169.254"),
    ];

    // OP-20
    [Fact]
    public void Stores_SpeakToWhomIsDocumentedAndToNobodyElse()
    {
        var none = new Dictionary<string, string[]> { ["services"] = [], ["migrations"] = [], ["everyone"] = [] };
        var documented = DocumentedEdges.Of("prod", none).ToList();
        Endpoint[] all = [.. Watching.Pods.Select(pod => new Endpoint(pod.Owner, "observability", pod.Labels.ToDictionary())), .. Watching.Of<PrometheusServer>().Select(made => Endpoint.Elsewhere("prometheus", made.Namespace())), .. Others];
        var policies = new Reachability("observability", [.. Watching.Of<V1NetworkPolicy>()]);
        Assert.Superset(Stores.ToHashSet(), all.Select(endpoint => endpoint.Name).ToHashSet());
        Assert.Equal(Sorted(documented.Where(edge => Stores.Contains(edge.Caller))), Sorted(policies.Outwards(all).Where(edge => Stores.Contains(edge.Caller))));
        Assert.Equal(Sorted(documented.Where(edge => Stores.Contains(edge.Called))), Sorted(policies.Inwards(all).Where(edge => Stores.Contains(edge.Called))));
    }

    // OP-20: the collectors' own end of what they send.
    [Theory]
    [InlineData("collector", "prometheus", 9090)]
    [InlineData("collector", "loki", 3100)]
    [InlineData("collector-sampler", "tempo", 4317)]
    public void Collectors_AreLetOutToWhatTheyFeed(string caller, string called, int port)
    {
        Endpoint[] all = [.. Watching.Pods.Select(pod => new Endpoint(pod.Owner, "observability", pod.Labels.ToDictionary())), Endpoint.Elsewhere("prometheus", "observability")];
        Assert.Contains(new Edge(caller, called, port), new Reachability("observability", [.. Watching.Of<V1NetworkPolicy>()]).Outwards([.. all.DistinctBy(endpoint => endpoint.Name)]));
    }

    private static string[] Sorted(IEnumerable<Edge> edges) => [.. edges.Select(edge => edge.ToString()).Distinct().Order(StringComparer.Ordinal)];
}
