using k8s.Models;

namespace Cypp.Deploy.Tests;

public sealed class DevOverlayTests
{
    private static readonly string[] Processes = ["early-help", "gateway", "health", "identity", "index", "learning", "outcomes", "safeguarding"];
    private static readonly IReadOnlyList<object> Objects = Overlay.Render("dev");

    [Fact]
    public void Dev_RendersOneDeploymentAndOneServicePerProcess()
    {
        Assert.Equal(Processes, Objects.OfType<V1Deployment>().Select(deployment => deployment.Name()).Order());
        Assert.Equal(Processes, Objects.OfType<V1Service>().Select(service => service.Name()).Order());
    }

    [Fact]
    public void EveryService_SelectsItsDeploymentsPods() => Assert.All(Objects.OfType<V1Service>(), service =>
    {
        var deployment = Objects.OfType<V1Deployment>().Single(deployment => deployment.Name() == service.Name());
        Assert.All(service.Spec.Selector, pair => Assert.Equal(pair.Value, deployment.Spec.Template.Metadata.Labels[pair.Key]));
        Assert.Equal(service.Spec.Selector, deployment.Spec.Selector.MatchLabels);
        var ports = deployment.Spec.Template.Spec.Containers.Single().Ports.Select(port => port.Name);
        Assert.All(service.Spec.Ports, port => Assert.Contains((string)port.TargetPort, ports));
    });

    [Fact]
    public void EveryContainer_HasProbesOnTheManagementPortAndAFixedImage() => Assert.All(
        Objects.OfType<V1Deployment>().Select(deployment => deployment.Spec.Template.Spec.Containers.Single()),
        container =>
        {
            Assert.Equal(("/livez", "management"), (container.LivenessProbe.HttpGet.Path, (string)container.LivenessProbe.HttpGet.Port));
            Assert.Equal(("/readyz", "management"), (container.ReadinessProbe.HttpGet.Path, (string)container.ReadinessProbe.HttpGet.Port));
            Assert.Matches(@"^cypp/[a-z-]+:\d+\.\d+\.\d+$", container.Image);
        });

    [Fact]
    public void ManagementPort_IsNotRoutedByAnyService() => Assert.All(
        Objects.OfType<V1Service>(), service => Assert.DoesNotContain(service.Spec.Ports, port => (string)port.TargetPort == "management"));

    [Fact]
    public void Configuration_IsThereForEveryReference() => Assert.All(
        Objects.OfType<V1Deployment>().SelectMany(deployment => deployment.Spec.Template.Spec.Containers.Single().EnvFrom),
        source => Assert.Contains(Objects.OfType<V1ConfigMap>(), map => map.Name() == source.ConfigMapRef.Name));

    // What listens for HTTP/2 alone and what speaks HTTP/1 would not understand each other.
    [Fact]
    public void Gateway_SpeaksToEachServiceAsItListens()
    {
        var destinations = Objects.OfType<V1ConfigMap>().Single(map => map.Name().StartsWith("gateway-destinations", StringComparison.Ordinal)).Data;
        Assert.All(Objects.OfType<V1Deployment>().Where(deployment => deployment.Name() != "gateway"), deployment =>
        {
            var listensForHttp2 = deployment.Spec.Template.Spec.Containers.Single().EnvFrom
                .Select(source => Objects.OfType<V1ConfigMap>().Single(map => map.Name() == source.ConfigMapRef.Name))
                .Any(map => map.Data.TryGetValue("Kestrel__Endpoints__Service__Protocols", out var protocols) && protocols == "Http2");
            Assert.Equal($"{(listensForHttp2 ? "h2c" : "http")}://{deployment.Name()}:8080", destinations["Services__" + deployment.Name()]);
        });
    }

    // DB-1: who serves does not have the password of who owns the tables.
    [Fact]
    public void NoDeployment_KnowsTheOwnerOfItsTables() => Assert.All(
        Objects.OfType<V1Deployment>().SelectMany(deployment => deployment.Spec.Template.Spec.Containers.Single().Env ?? []),
        setting => Assert.DoesNotContain("Owner", setting.Name, StringComparison.OrdinalIgnoreCase));

    // GW-5: each gateway lets through its share, so the number it divides by must be the true one.
    [Fact]
    public void Gateways_DivideTheLimitsByTheirNumber() => Assert.Equal(
        $"{Objects.OfType<V1Deployment>().Single(deployment => deployment.Name() == "gateway").Spec.Replicas}",
        Objects.OfType<V1ConfigMap>().Single(map => map.Name().StartsWith("gateway-edge", StringComparison.Ordinal)).Data["Edge__Limits__Replicas"]);
}
