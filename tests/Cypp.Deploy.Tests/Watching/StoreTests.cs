using System.Text.RegularExpressions;
using Cypp.Deploy.Tests.Custom;
using k8s;
using k8s.Models;

namespace Cypp.Deploy.Tests.Watching;

/// <summary>What keeps traces, metrics and logs, as it goes to a cluster.</summary>
public sealed partial class StoreTests
{
    private const string PartOf = "app.kubernetes.io/part-of";
    private static readonly Rendered Watching = Overlay.OfFolder("observability/prod");

    private static IEnumerable<Pod> Stores => Watching.Servers.Where(server => server.Owner is "tempo" or "loki");

    private static PrometheusSpec Prometheus => Watching.Of<PrometheusServer>().Single().Spec;

    /// <summary>OP-33: what is sent to a name that nobody has is lost when the queue is full.</summary>
    [Theory]
    [InlineData("config/receiver.yaml", 3)]
    [InlineData("config/sampler.yaml", 1)]
    public void EveryExporter_SendsToAServiceThatIsThere(string file, int count)
    {
        var addresses = WatchFiles.Read("collector", file)["exporters"]!.AsObject().Select(exporter => exporter.Value!)
            .Select(exporter => (string?)exporter["endpoint"] ?? $"{exporter["resolver"]!["dns"]!["hostname"]}:{exporter["resolver"]!["dns"]!["port"]}")
            .Select(address => new Uri(address.Contains("://", StringComparison.Ordinal) ? address : "grpc://" + address)).ToList();
        Assert.Equal(count, addresses.Count);
        Assert.All(addresses, address =>
        {
            var service = Watching.Of<V1Service>().Single(service => address.Host.StartsWith($"{service.Name()}.{service.Namespace()}.svc", StringComparison.Ordinal));
            Assert.Contains(service.Spec.Ports, port => port.Port == address.Port);
        });
    }

    /// <summary>OP-33: a Service whose selector or port no pod has answers nobody.</summary>
    [Fact]
    public void EveryService_SelectsPodsThatHaveItsPorts() => Assert.All(Watching.Of<V1Service>(), service =>
    {
        var ports = PortsOf(service.Spec.Selector).ToList();
        Assert.All(service.Spec.Ports, port => Assert.Contains((port.Port, (string)port.TargetPort), ports));
    });

    /// <summary>OP-32, OP-33: it takes what it is sent, where it is sent to, and tells an exemplar's trace.</summary>
    [Fact]
    public void Stores_ListenWhereTheirPortsAre()
    {
        var (tempo, loki) = (WatchFiles.Read("tempo", "config.yaml"), WatchFiles.Read("loki", "config.yaml"));
        Assert.Equal(("0.0.0.0:4317", "3200"), ((string?)tempo["distributor"]!["receivers"]!["otlp"]!["protocols"]!["grpc"]!["endpoint"], (string?)tempo["server"]!["http_listen_port"]));
        Assert.Equal("3100", (string?)loki["server"]!["http_listen_port"]);
        Assert.Equal([("http", 3100), ("http", 3200), ("otlp-grpc", 4317)], Stores.SelectMany(store => store.Spec.Containers.Single().Ports).Select(port => (port.Name, port.ContainerPort)).Order());
        Assert.True(Prometheus.EnableRemoteWriteReceiver);
        Assert.Contains("exemplar-storage", Prometheus.EnableFeatures);
    }

    /// <summary>OP-33: nothing is kept for ever, and nothing in another place than on its disk.</summary>
    [Fact]
    public void EveryStore_SaysHowLongItKeepsWhat()
    {
        var (tempo, loki) = (WatchFiles.Read("tempo", "config.yaml"), WatchFiles.Read("loki", "config.yaml"));
        Assert.Equal("336h", (string?)tempo["compactor"]!["compaction"]!["block_retention"]);
        Assert.Equal(("720h", "true", "filesystem"), ((string?)loki["limits_config"]!["retention_period"], (string?)loki["compactor"]!["retention_enabled"], (string?)loki["compactor"]!["delete_request_store"]));
        Assert.Equal("30d", Prometheus.Retention);
        Assert.All(Folders().Matches(WatchFiles.TextOf("tempo", "config.yaml") + WatchFiles.TextOf("loki", "config.yaml")), found => Assert.Matches("^/var/(tempo|loki)(/|$)", found.Groups["folder"].Value));
        Assert.All(Stores, store => Assert.Contains(store.Spec.Containers.Single().VolumeMounts, mount => mount.Name == "data" && mount.MountPath == "/var/" + store.Owner));
        Assert.Equal(("false", "false"), ((string?)tempo["usage_report"]!["reporting_enabled"], (string?)loki["analytics"]!["reporting_enabled"]));
    }

    /// <summary>OP-31: its class is the platform's, which retains.</summary>
    [Fact]
    public void EveryDisk_OutlivesWhoClaimedIt()
    {
        var claims = Stores.SelectMany(store => ((V1StatefulSet)store.Maker).Spec.VolumeClaimTemplates).Select(claim => claim.Spec).Append(Prometheus.Storage.VolumeClaimTemplate.Spec).ToList();
        Assert.Equal(3, claims.Count);
        Assert.All(claims, claim => Assert.Equal("Retain", Overlay.Of("prod").One<V1StorageClass>(claim.StorageClassName).ReclaimPolicy));
        Assert.All(
            Stores.Select(store => ((V1StatefulSet)store.Maker).Spec.PersistentVolumeClaimRetentionPolicy).Append(Prometheus.PersistentVolumeClaimRetentionPolicy),
            policy => Assert.Equal(("Retain", "Retain"), (policy.WhenDeleted, policy.WhenScaled)));
    }

    /// <summary>OP-8, OP-9, OP-18, OP-19: as the platform's own pods.</summary>
    [Fact]
    public void EveryStore_IsRestrictedProbedAndBounded()
    {
        Assert.Equal(["loki", "tempo"], Stores.Select(store => store.Owner).Order());
        Assert.All(Stores, store =>
        {
            var container = store.Spec.Containers.Single();
            Assert.False(store.Spec.AutomountServiceAccountToken);
            Assert.Equal(store.Owner, store.Spec.ServiceAccountName);
            Assert.True(container.SecurityContext is { AllowPrivilegeEscalation: false, ReadOnlyRootFilesystem: true });
            Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
            Assert.NotEqual(container.ReadinessProbe.HttpGet.Path, container.LivenessProbe.HttpGet.Path);
            Assert.Equal(container.ReadinessProbe.HttpGet.Path, container.StartupProbe.HttpGet.Path);
            Assert.True(store.Spec.TerminationGracePeriodSeconds >= 60);
        });
        Assert.All(Stores.Select(store => store.Spec.SecurityContext).Append(Prometheus.SecurityContext), context => Assert.True(context is { RunAsNonRoot: true, RunAsUser: 10001, FsGroup: 10001, SeccompProfile.Type: "RuntimeDefault" }));
        Assert.All(Stores.Select(store => store.Spec.Containers.Single().Resources).Append(Prometheus.Resources), resources =>
        {
            Assert.Equal(["cpu", "memory"], resources.Requests.Keys.Order());
            Assert.Equal(["memory"], resources.Limits.Keys);
        });
    }

    /// <summary>OP-19: it finds whom to ask, and reads nothing else.</summary>
    [Fact]
    public void Prometheus_MayReadWhereThePodsAreAndNoMore()
    {
        Assert.True(Prometheus.AutomountServiceAccountToken);
        var binding = Watching.One<V1ClusterRoleBinding>("cypp-prometheus");
        Assert.Equal((Prometheus.ServiceAccountName, "observability"), (binding.Subjects.Single().Name, binding.Subjects.Single().NamespaceProperty));
        var rules = Watching.One<V1ClusterRole>(binding.RoleRef.Name).Rules;
        Assert.Equal(["endpoints", "endpointslices", "nodes/metrics", "pods", "services"], rules.SelectMany(rule => rule.Resources).Order());
        Assert.All(rules, rule => Assert.Equal(rule.Resources.Contains("nodes/metrics") ? ["get"] : ["get", "list", "watch"], rule.Verbs.Order()));
        Assert.Equal(["", "", "discovery.k8s.io"], rules.SelectMany(rule => rule.ApiGroups).Order());
    }

    /// <summary>OP-4: in one place, and for Prometheus its operator is told the same.</summary>
    [Fact]
    public void EveryImage_HasAFixedVersion()
    {
        Assert.All(Watching.Pods.SelectMany(pod => pod.Containers).Select(container => container.Image).Append(Prometheus.Image), image => Assert.Matches(@"^[a-z0-9./-]+:v?\d+\.\d+\.\d+$", image));
        Assert.EndsWith(":" + Prometheus.Version, Prometheus.Image, StringComparison.Ordinal);
    }

    /// <summary>OP-34, OP-38: a rule or a monitor that nobody takes in is silent.</summary>
    [Fact]
    public void Prometheus_TakesInEveryRuleAndMonitorThatIsDeployed()
    {
        Rendered[] all = [Watching, Overlay.Of("prod")];
        var rules = all.SelectMany(some => some.Of<PrometheusRule>()).ToList();
        var (services, pods) = (all.SelectMany(some => some.Of<ServiceMonitor>()).ToList(), all.SelectMany(some => some.Of<PodMonitor>()).ToList());
        Assert.Equal(WatchFiles.Rules.Count, rules.Count);
        Assert.Equal(["collector", "kubelet", "loki", "tempo"], services.Select(monitor => monitor.Name()).Order());
        Assert.Equal(["cert-manager", "kube-state-metrics", "postgres", "rabbitmq"], pods.Select(monitor => monitor.Name()).Order());
        Assert.All(rules, rule => TakenIn(rule, Prometheus.RuleSelector, Prometheus.RuleNamespaceSelector));
        Assert.All(services, monitor => TakenIn(monitor, Prometheus.ServiceMonitorSelector, Prometheus.ServiceMonitorNamespaceSelector));
        Assert.All(pods, monitor => TakenIn(monitor, Prometheus.PodMonitorSelector, Prometheus.PodMonitorNamespaceSelector));
        Assert.Equal(("alertmanager-operated", "observability", "web"), Prometheus.Alerting.Alertmanagers.Select(manager => (manager.Name, manager.Namespace, manager.Port)).Single());
    }

    /// <summary>OP-38.</summary>
    [Fact]
    public void EveryMonitor_NamesAPortOfAServiceThatItSelects() => Assert.All(Watching.Of<ServiceMonitor>().Where(monitor => monitor.Name() != "kubelet"), monitor =>
    {
        var services = Watching.Of<V1Service>().Where(service => monitor.Spec.Selector.MatchLabels.All(label => service.GetLabel(label.Key) == label.Value)).ToList();
        Assert.NotEmpty(services);
        Assert.All(services, service => Assert.Contains(service.Spec.Ports, port => port.Name == monitor.Spec.Endpoints.Single().Port));
    });

    /// <summary>OP-38, GW-4: the broker is known by the authority that signed it and by its name.</summary>
    [Fact]
    public void Broker_IsAskedByTlsForEachQueue()
    {
        var endpoints = Overlay.Of("prod").One<PodMonitor>("rabbitmq").Spec.PodMetricsEndpoints;
        Assert.Equal([("https", "/metrics/per-object"), ("https", "/metrics")], endpoints.Select(endpoint => (endpoint.Scheme, endpoint.Path)));
        Assert.Equal("keep", endpoints[1].MetricRelabelings.Single().Action);
        Assert.All(["rabbitmq_alarms_memory_used_watermark", "rabbitmq_unreachable_cluster_peers_count"], name => Assert.Matches($"^({endpoints[1].MetricRelabelings.Single().Regex})$", name));
        var asked = endpoints[0];
        var certificate = Overlay.Of("prod").Of<Certificate>().Single(made => made.Spec.SecretName == asked.TlsConfig!.Ca.Secret.Name).Spec;
        Assert.Equal((Overlay.Of("prod").Of<RabbitCluster>().Single().Spec.Tls.SecretName, "ca.crt"), (certificate.SecretName, asked.TlsConfig!.Ca.Secret.Key));
        Assert.Contains(asked.TlsConfig.ServerName, certificate.DnsNames);
    }

    /// <summary>OP-36: of a node's figures, those of disks alone; with no one's word for whose a disk is but the node's.</summary>
    [Fact]
    public void Nodes_AreAskedForTheirDisksAlone()
    {
        var asked = Watching.One<ServiceMonitor>("kubelet").Spec.Endpoints.Single();
        Assert.Equal(("https-metrics", "https", true), (asked.Port, asked.Scheme, asked.HonorLabels));
        var kept = asked.MetricRelabelings.Single();
        Assert.Equal(("keep", "__name__"), (kept.Action, kept.SourceLabels.Single()));
        Assert.Matches("^" + kept.Regex + "$", "kubelet_volume_stats_available_bytes");
        Assert.DoesNotMatch("^" + kept.Regex + "$", "container_memory_working_set_bytes");
    }

    private static void TakenIn(IKubernetesObject<V1ObjectMeta> made, V1LabelSelector selector, V1LabelSelector spaces)
    {
        Assert.Equal([PartOf], selector.MatchLabels.Keys);
        Assert.Equal(selector.MatchLabels[PartOf], made.GetLabel(PartOf));
        Assert.Contains(made.Namespace(), spaces.MatchExpressions.Single().Values);
    }

    // The operator's pods have the name and the port that it gives them.
    private static IEnumerable<(int, string)> PortsOf(IDictionary<string, string> selector) =>
    [
        .. Watching.Pods.Where(pod => selector.All(label => pod.Labels.TryGetValue(label.Key, out var value) && value == label.Value))
            .SelectMany(pod => pod.Spec.Containers.Single().Ports).Select(port => (port.ContainerPort, port.Name)),
        .. selector.Count == 1 && selector[Rendered.NameLabel] == "prometheus" ? ((int, string)[])[(9090, "web")] : [],
    ];

    [GeneratedRegex(@": (?<folder>/\S+)")]
    private static partial Regex Folders();
}
