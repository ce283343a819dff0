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

    private static Rendered Watching(string overlay) => Overlay.OfFolder("observability/" + overlay);
}
