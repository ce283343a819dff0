using Cypp.Deploy.Tests.Custom;
using Cypp.Deploy.Tests.Network;
using k8s.Models;

namespace Cypp.Deploy.Tests;

public sealed class NetworkTests
{
    private static readonly Endpoint[] Others =
    [
        Endpoint.Elsewhere("kube-dns", "kube-system", "k8s-app"), Endpoint.Elsewhere("collector", "observability"), Endpoint.Elsewhere("prometheus", "observability"),
        Endpoint.Elsewhere("ingress-nginx", "ingress-nginx"), Endpoint.Elsewhere("cloudnative-pg", "cnpg-system"),
        Endpoint.Elsewhere("messaging-topology-operator", "rabbitmq-system"), Endpoint.Elsewhere("keda-operator", "keda"),
        Endpoint.Outside("198.51.100.0/24", "198.51.100.10"), Endpoint.Outside("203.0.113.0/24", "203.0.113.10"),
        // Who is nobody's peer: beside each of those, of another namespace under one of our names, in ours under none, and the rest of the world.
        Endpoint.Elsewhere("stranger", "elsewhere"), new("impostor", "elsewhere", new Dictionary<string, string> { [Rendered.NameLabel] = "gateway", [Rendered.ComponentLabel] = "edge" }),
        .. ((string[])["kube-system", "observability", "ingress-nginx", "cnpg-system", "rabbitmq-system", "keda"]).Select(space => Endpoint.Elsewhere("neighbour", space)),
        Endpoint.Outside("internet", "192.0.2.200"), Endpoint.Outside("metadata", "169.254.169.254"),
    ];

    // OP-20, GW-4
    [Theory, Overlays]
    public void Policies_OpenTheEdgesThatAreDocumentedAndNoOthers(string overlay)
    {
        var rendered = Overlay.Of(overlay);
        var ours = PodsOf(rendered).ToList();
        var groups = new Dictionary<string, string[]>
        {
            ["services"] = NamesOf(ours, "service"),
            ["migrations"] = NamesOf(ours, "migration"),
            ["everyone"] = [.. ours.Select(pod => pod.Name)],
        };
        var documented = DocumentedEdges.Of(overlay, groups).ToList();
        var names = ours.Select(pod => pod.Name).ToHashSet();
        var policies = new Reachability(rendered.Namespace, [.. rendered.Of<V1NetworkPolicy>()]);
        Assert.Equal(Sorted(documented.Where(edge => names.Contains(edge.Caller))), Sorted(policies.Outwards([.. ours, .. Others])));
        Assert.Equal(Sorted(documented.Where(edge => names.Contains(edge.Called))), Sorted(policies.Inwards([.. ours, .. Others])));
    }

    // OP-20
    [Theory, Overlays]
    public void OnePolicy_ShutsEveryPodInBothDirections(string overlay)
    {
        var wall = Overlay.Of(overlay).Of<V1NetworkPolicy>().Single(policy => policy.Name() == "default-deny").Spec;
        Assert.True(wall.PodSelector.MatchLabels is null && wall.PodSelector.MatchExpressions is null && wall.Ingress is null && wall.Egress is null);
        Assert.Equal(["Egress", "Ingress"], wall.PolicyTypes.Order());
    }

    // OP-20: whatever pod is added tomorrow speaks to nobody but DNS and is spoken to by nobody.
    [Theory, Overlays]
    public void Policies_LetAPodThatNobodyThoughtOfReachDnsAlone(string overlay)
    {
        var rendered = Overlay.Of(overlay);
        var newcomer = Endpoint.Elsewhere("newcomer", rendered.Namespace);
        IReadOnlyCollection<Endpoint> all = [newcomer, .. PodsOf(rendered), .. Others];
        var policies = new Reachability(rendered.Namespace, [.. rendered.Of<V1NetworkPolicy>()]);
        Assert.Equal(["newcomer -> kube-dns:53"], Sorted(policies.Outwards(all).Where(edge => edge.Caller == newcomer.Name)));
        Assert.DoesNotContain(policies.Inwards(all), edge => edge.Called == newcomer.Name || edge.Caller == newcomer.Name);
    }

    // OP-20: servers that exist already are reached where the overlay says they are.
    [Fact]
    public void WithExistingServers_TheirNetworkIsReachedByThoseWhoHaveAStore()
    {
        using var folder = new TemporaryOverlay("""
            namespace: cypp
            resources: [ { base }, { migrations } ]
            components: [ { existing-servers } ]
            """);
        var rendered = folder.Render();
        var server = Endpoint.Outside("server", "192.0.2.10");
        var edges = new Reachability("cypp", [.. rendered.Of<V1NetworkPolicy>()]).Outwards([server, .. PodsOf(rendered)]).Where(edge => edge.Called == "server").ToList();
        Assert.Equal([5432, 5671], edges.Select(edge => edge.Port).Distinct().Order());
        Assert.Equal(rendered.Pods.Select(pod => pod.Owner).Where(name => name != "gateway").Order(), edges.Select(edge => edge.Caller).Distinct().Order());
    }

    private static string[] Sorted(IEnumerable<Edge> edges) => [.. edges.Select(edge => edge.ToString()).Order(StringComparer.Ordinal)];

    private static string[] NamesOf(IEnumerable<Endpoint> pods, string component) => [.. pods.Where(pod => pod.Labels[Rendered.ComponentLabel] == component).Select(pod => pod.Name)];

    // Operators' pods have the labels by which their operators mark them: CloudNativePG its instances, and its jobs that make and join them.
    private static IEnumerable<Endpoint> PodsOf(Rendered rendered) =>
    [
        .. rendered.Pods.Select(pod => new Endpoint(pod.Labels[Rendered.NameLabel], pod.Maker.Namespace(), pod.Labels.ToDictionary())),
        .. rendered.Of<PostgresCluster>().Select(cluster => new Endpoint(
            cluster.Name(), cluster.Namespace(), new Dictionary<string, string> { ["cnpg.io/cluster"] = cluster.Name(), [Rendered.ComponentLabel] = "database" })),
        .. rendered.Of<RabbitCluster>().Select(cluster => new Endpoint(
            cluster.Name(), cluster.Namespace(), new Dictionary<string, string> { [Rendered.NameLabel] = cluster.Name(), [Rendered.ComponentLabel] = "rabbitmq" })),
        .. rendered.Of<V1Ingress>().Select(ingress => new Endpoint(
            "acme-solver", ingress.Namespace(), new Dictionary<string, string> { ["acme.cert-manager.io/http01-solver"] = "true", [Rendered.ComponentLabel] = "" })),
    ];
}
