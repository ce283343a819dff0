using Cypp.Deploy.Tests.Custom;
using k8s.Models;

namespace Cypp.Deploy.Tests.Watching;

/// <summary>What watches, as it goes to a cluster beside an overlay.</summary>
public sealed class WatchedNamespaceTests
{
    private static readonly string[] Common = ["name", "part-of", "component", "version", "managed-by"];

    // OP-1, OP-2, OP-5
    [Theory, Overlays]
    public void EveryObject_IsReadStrictlyAndSaysWhatItIs(string overlay) => Assert.All(Watching(overlay).Objects, made => Assert.All(
        Common, label => Assert.False(string.IsNullOrEmpty(made.GetLabel("app.kubernetes.io/" + label)), $"{made.Kind}/{made.Name()} lacks {label}")));

    // OP-32: each process of the overlay tells of itself to a Service that is there.
    [Theory, Overlays]
    public void Collector_IsWhereThePlatformSendsTo(string overlay)
    {
        var collector = Watching(overlay).Objects.OfType<V1Service>().Single(service => service.Name() == "collector");
        var endpoint = new Uri(Overlay.Of(overlay).Objects.OfType<V1ConfigMap>().Select(map => map.Data).Single(data => data.ContainsKey("OTEL_EXPORTER_OTLP_ENDPOINT"))["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal($"{collector.Name()}.{collector.Namespace()}.svc", endpoint.Host);
        Assert.Contains(collector.Spec.Ports, port => port.Port == endpoint.Port);
    }

    // OP-40: all that may run at once, with those being replaced.
    [Theory, Overlays]
    public void All_FitTheQuotaTogether(string overlay)
    {
        var most = Demand.Of(Watching(overlay));
        var quota = Watching(overlay).Of<V1ResourceQuota>().Single().Spec.Hard;
        Assert.All(most, demand => Assert.True(demand.Value <= quota[demand.Key].ToDecimal(), $"{demand.Key}: {demand.Value} of {quota[demand.Key]}"));
        Assert.Superset(most.Keys.ToHashSet(), quota.Keys.ToHashSet());
        var limit = Watching(overlay).Of<V1LimitRange>().Single().Spec.Limits.Single(limit => limit.Type == "Container");
        Assert.Equal(["cpu", "memory"], limit.DefaultRequest.Keys.Order());
        Assert.Equal(["memory"], limit.DefaultProperty.Keys);
    }

    // OP-40: where room is scarce the platform goes before what watches it.
    [Theory, Overlays]
    public void EveryPod_GivesWayToThePlatform(string overlay)
    {
        var names = Watching(overlay).Pods.Select(pod => pod.Spec.PriorityClassName).Concat(Watching(overlay).Of<PrometheusServer>().Select(server => server.Spec.PriorityClassName)).Distinct();
        Assert.True(Watching(overlay).One<V1PriorityClass>(names.Single()).Value < Overlay.Of(overlay).One<V1PriorityClass>("cypp-service").Value);
    }

    private static Rendered Watching(string overlay) => Overlay.OfFolder("observability/" + overlay);
}
