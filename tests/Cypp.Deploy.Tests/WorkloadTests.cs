using System.Globalization;
using k8s.Models;

namespace Cypp.Deploy.Tests;

public sealed class WorkloadTests
{
    private static readonly string[] Processes = ["early-help", "gateway", "health", "identity", "index", "learning", "outcomes", "safeguarding"];

    [Theory, Overlays]
    public void Overlay_HasOneDeploymentAndOneServiceAProcess(string overlay)
    {
        Assert.Equal(Processes, Overlay.Of(overlay).Processes.Select(process => process.Owner).Order());
        Assert.Equal(Processes, Overlay.Of(overlay).Of<V1Service>().Select(service => service.Name()).Intersect(Processes).Order());
    }

    [Theory, Overlays]
    public void EveryService_SelectsPodsOfItsNameAndAPortOfTheirs(string overlay) => Assert.All(Overlay.Of(overlay).Of<V1Service>(), service =>
    {
        var pod = Overlay.Of(overlay).Pods.Single(pod => service.Spec.Selector.All(label => pod.Labels.TryGetValue(label.Key, out var value) && value == label.Value));
        var ports = pod.Spec.Containers.Single().Ports;
        Assert.All(service.Spec.Ports, port => Assert.Equal(port.Port, ports.Single(open => open.Name == (string)port.TargetPort).ContainerPort));
        Assert.DoesNotContain(service.Spec.Ports, port => (string)port.TargetPort == "management");
    });

    // OP-8: who asks itself through its Service waits for itself, for that has no endpoint before one is ready.
    [Theory, Overlays]
    public void Identity_ReadsItsOwnListOfWhatIsRevoked(string overlay) => Assert.Equal(
        ["identity"], Overlay.Of(overlay).Processes.Select(process => process.Owner).Where(process => Overlay.Of(overlay).SettingsOf(process)["Trust__Mode"] == "local"));

    // OP-8: alive is who answers; ready is who has what it needs.
    [Theory, Overlays]
    public void EveryProcess_IsAskedAtItsManagementPort(string overlay) => Assert.All(Overlay.Of(overlay).Processes, process =>
    {
        var container = process.Spec.Containers.Single();
        Assert.Equal(("/livez", "management"), Asked(container.LivenessProbe));
        Assert.Equal(("/readyz", "management"), Asked(container.ReadinessProbe));
        // One that comes up while a server is away waits for it, and is not ended again and again.
        Assert.Equal(("/livez", "management"), Asked(container.StartupProbe));
    });

    // OP-8
    [Theory, Overlays]
    public void EveryServer_HasThreeProbes(string overlay) => Assert.All(Overlay.Of(overlay).Servers.SelectMany(server => server.Spec.Containers), container =>
    {
        Assert.NotNull(container.StartupProbe);
        Assert.NotNull(container.ReadinessProbe);
        Assert.NotNull(container.LivenessProbe);
        Assert.NotEqual(Said(container.ReadinessProbe), Said(container.LivenessProbe));
    });

    // OP-9
    [Theory, Overlays]
    public void EveryContainer_SaysWhatItNeeds(string overlay) => Assert.All(Overlay.Of(overlay).Pods.SelectMany(pod => pod.Containers), container =>
    {
        Assert.Equal(["cpu", "memory"], container.Resources.Requests.Keys.Order());
        // No limit of CPU: throttled, a process answers late what it could answer now.
        Assert.Equal(["memory"], container.Resources.Limits.Keys);
        Assert.True(container.Resources.Limits["memory"].ToDecimal() >= container.Resources.Requests["memory"].ToDecimal());
    });

    // OP-10, OP-15
    [Theory, Overlays]
    public void EveryDeployment_ReplacesItsPodsOneByOne(string overlay) => Assert.All(Overlay.Of(overlay).Of<V1Deployment>(), deployment =>
    {
        Assert.Equal("0", (string)deployment.Spec.Strategy.RollingUpdate.MaxUnavailable);
        Assert.Equal("1", (string)deployment.Spec.Strategy.RollingUpdate.MaxSurge);
        Assert.True(deployment.Spec.MinReadySeconds > 0);
        Assert.InRange(deployment.Spec.ProgressDeadlineSeconds ?? 0, 120, 600);
        Assert.InRange(deployment.Spec.RevisionHistoryLimit ?? 0, 2, 10);
    });

    // OP-11, OP-30, GW-10: Draining adds a minute to the time in which others look elsewhere; a consumer brings what it has to its end in it.
    [Theory, Overlays]
    public void EveryProcess_HasTimeToEnd(string overlay) => Assert.All(Overlay.Of(overlay).Processes, process =>
    {
        var container = process.Spec.Containers.Single();
        var before = container.Lifecycle.PreStop.Sleep.Seconds;
        var draining = int.Parse(Overlay.Of(overlay).SettingsOf(container)["Drain__Seconds"], CultureInfo.InvariantCulture);
        Assert.True(before > 0 && draining > 0);
        Assert.True(process.Spec.TerminationGracePeriodSeconds > before + draining + 60, $"{process} is killed before it has ended.");
    });

    // OP-12
    [Theory, Overlays]
    public void EveryProcess_IsSpreadOverZonesAndNodes(string overlay) => Assert.All(Overlay.Of(overlay).Processes, process =>
    {
        Assert.Equal(["kubernetes.io/hostname", "topology.kubernetes.io/zone"], process.Spec.TopologySpreadConstraints.Select(spread => spread.TopologyKey).Order());
        Assert.All(process.Spec.TopologySpreadConstraints, spread =>
        {
            Assert.All(spread.LabelSelector.MatchLabels, label => Assert.Equal(label.Value, process.Labels[label.Key]));
            // Of all that the selector finds, those of the pod's own name.
            Assert.Contains(Rendered.NameLabel, spread.MatchLabelKeys);
        });
    });

    // OP-16
    [Theory, Overlays]
    public void EveryPodOfOurs_HasAChosenCollectorAndAnEmptyTmp(string overlay) => Assert.All(
        Overlay.Of(overlay).Processes.Concat(Overlay.Of(overlay).Migrations), pod =>
        {
            var container = pod.Spec.Containers.Single();
            var settings = Overlay.Of(overlay).SettingsOf(container);
            Assert.Equal("0", settings["DOTNET_gcServer"]);
            Assert.Equal("0", settings["DOTNET_EnableDiagnostics"]);
            Assert.InRange(int.Parse(settings["DOTNET_GCHeapHardLimitPercent"], NumberStyles.HexNumber, CultureInfo.InvariantCulture), 50, 80);
            var tmp = container.VolumeMounts.Single(mount => mount.MountPath == "/tmp").Name;
            Assert.NotNull(pod.Volumes.Single(volume => volume.Name == tmp).EmptyDir.SizeLimit);
        });

    // OP-16: it listens where it is said to.
    [Theory, Overlays]
    public void EveryProcess_ListensAtItsPorts(string overlay) => Assert.All(Overlay.Of(overlay).Processes, process =>
    {
        var container = process.Spec.Containers.Single();
        var settings = Overlay.Of(overlay).SettingsOf(container);
        Assert.Equal($"{PortOf("Service")}", $"{container.Ports.Single(port => port.Name == "service").ContainerPort}");
        Assert.Equal($"{PortOf("Management")}", $"{container.Ports.Single(port => port.Name == "management").ContainerPort}");
        Assert.Equal(settings["Management__Port"], $"{PortOf("Management")}");

        int PortOf(string endpoint) => new Uri(settings[$"Kestrel__Endpoints__{endpoint}__Url"].Replace("*", "any", StringComparison.Ordinal)).Port;
    });

    // OP-32: the program says service.name itself; a variable stands before what names it.
    [Theory, Overlays]
    public void EveryPodOfOurs_TellsTheCollectorWhoItIs(string overlay) => Assert.All(
        Overlay.Of(overlay).Processes.Concat(Overlay.Of(overlay).Migrations), pod =>
        {
            var container = pod.Spec.Containers.Single();
            Assert.Equal("http://collector.observability.svc:4317", Overlay.Of(overlay).SettingsOf(container)["OTEL_EXPORTER_OTLP_ENDPOINT"]);
            var said = container.Env.Single(setting => setting.Name == "OTEL_RESOURCE_ATTRIBUTES");
            string[] wanted = ["service.namespace=cypp", "service.version=$(POD_VERSION)", "k8s.pod.uid=$(POD_UID)", "k8s.pod.name=$(POD_NAME)", "k8s.namespace.name=$(POD_NAMESPACE)", "k8s.node.name=$(POD_NODE)"];
            Assert.Equal(wanted, said.Value.Split(','));
            var before = container.Env.TakeWhile(setting => setting != said).Where(setting => setting.ValueFrom?.FieldRef is not null).Select(setting => setting.Name);
            Assert.Superset(new HashSet<string>(["POD_VERSION", "POD_UID", "POD_NAME", "POD_NAMESPACE", "POD_NODE"]), before.ToHashSet());
        });

    [Theory, Overlays]
    public void Configuration_IsThereForEveryReference(string overlay) => Assert.All(
        Overlay.Of(overlay).Pods.SelectMany(pod => pod.Containers.SelectMany(container => container.EnvFrom ?? []).Select(source => source.ConfigMapRef.Name)
            .Concat(pod.Volumes.Where(volume => volume.ConfigMap is not null).Select(volume => volume.ConfigMap.Name))),
        name => Assert.Contains(Overlay.Of(overlay).Of<V1ConfigMap>(), map => map.Name() == name));

    private static (string, string) Asked(V1Probe probe) => (probe.HttpGet.Path, (string)probe.HttpGet.Port);

    private static string Said(V1Probe probe) => probe.Exec is { } command ? string.Join(' ', command.Command) : "port " + (string)probe.TcpSocket.Port;
}
