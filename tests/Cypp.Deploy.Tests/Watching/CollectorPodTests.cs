using k8s;
using k8s.Models;

namespace Cypp.Deploy.Tests.Watching;

/// <summary>Rows 33 and 38 of the checklist, on the collectors' objects; each is read strictly.</summary>
public sealed class CollectorPodTests
{
    private static readonly IReadOnlyList<object> Objects =
    [
        .. new[] { "accounts.yaml", "receiver.yaml", "sampler.yaml", "network.yaml" }.SelectMany(file => KubernetesYaml.LoadAllFromString(WatchFiles.TextOf("collector", file), null, strict: true)),
    ];

    private static IEnumerable<(V1ObjectMeta Meta, V1LabelSelector Selector, V1PodTemplateSpec Pod)> Workloads =>
        Objects.OfType<V1Deployment>().Select(one => (one.Metadata, one.Spec.Selector, one.Spec.Template))
            .Concat(Objects.OfType<V1StatefulSet>().Select(one => (one.Metadata, one.Spec.Selector, one.Spec.Template)))
            .Concat(KubernetesYaml.LoadAllFromString(WatchFiles.TextOf("collector-dev", "collector.yaml"), null, strict: true).OfType<V1Deployment>().Select(one => (one.Metadata, one.Spec.Selector, one.Spec.Template)));

    /// <summary>OP-33: nothing is watched while the collector is being replaced or moved unless some of it stays.</summary>
    [Fact]
    public void EachTier_KeepsAllButOnePodAndTheFirstGrows()
    {
        var budgets = Objects.OfType<V1PodDisruptionBudget>().ToList();
        Assert.Equal(2, budgets.Count);
        Assert.All(budgets, budget => Assert.Equal("1", (string)budget.Spec.MaxUnavailable));
        Assert.Equal(
            Objects.OfType<V1Deployment>().Select(one => Labels(one.Spec.Selector)).Concat(Objects.OfType<V1StatefulSet>().Select(one => Labels(one.Spec.Selector))).Order(),
            budgets.Select(budget => Labels(budget.Spec.Selector)).Order());
        var (scale, first) = (Assert.Single(Objects.OfType<V2HorizontalPodAutoscaler>()), Assert.Single(Objects.OfType<V1Deployment>()));
        Assert.Equal((first.Metadata.Name, "Deployment"), (scale.Spec.ScaleTargetRef.Name, scale.Spec.ScaleTargetRef.Kind));
        Assert.True(scale.Spec.MinReplicas >= 2 && first.Spec.Replicas is null && scale.Spec.Behavior.ScaleDown.StabilizationWindowSeconds > 0);
        Assert.True(Objects.OfType<V1StatefulSet>().Single().Spec.Replicas >= 2);
    }

    /// <summary>OP-33: the processor that names pods may read them, and nobody else anything.</summary>
    [Fact]
    public void FirstTier_MayReadPodsAndTheOthersNothing()
    {
        var (role, binding) = (Assert.Single(Objects.OfType<V1ClusterRole>()), Assert.Single(Objects.OfType<V1ClusterRoleBinding>()));
        Assert.Equal(role.Metadata.Name, binding.RoleRef.Name);
        Assert.Equal(["namespaces", "pods", "replicasets"], role.Rules.SelectMany(rule => rule.Resources).Order());
        Assert.All(role.Rules, rule => Assert.Equal(["get", "list", "watch"], rule.Verbs.Order()));
        Assert.Equal(("collector", "observability"), (Assert.Single(binding.Subjects).Name, binding.Subjects[0].NamespaceProperty));
        Assert.Equal(
            [("collector", true), ("collector", false), ("collector-sampler", false)],
            Workloads.Select(one => (one.Pod.Spec.ServiceAccountName, one.Pod.Spec.AutomountServiceAccountToken == true)).OrderBy(one => one.ServiceAccountName).ThenByDescending(one => one.Item2));
    }

    /// <summary>OP-18, OP-8, OP-9: as the platform's own pods.</summary>
    [Fact]
    public void EveryPod_IsRestrictedProbedAndBounded() => Assert.All(Workloads, one =>
    {
        var container = Assert.Single(one.Pod.Spec.Containers);
        Assert.True(one.Pod.Spec.SecurityContext is { RunAsNonRoot: true, SeccompProfile.Type: "RuntimeDefault" });
        Assert.True(container.SecurityContext is { AllowPrivilegeEscalation: false, ReadOnlyRootFilesystem: true });
        Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
        Assert.NotEqual(container.ReadinessProbe.HttpGet.Path, container.LivenessProbe.HttpGet.Path);
        Assert.NotNull(container.StartupProbe);
        Assert.True(container.Resources.Requests.ContainsKey("cpu") && container.Resources.Requests.ContainsKey("memory"));
        Assert.Equal(["memory"], container.Resources.Limits.Keys);
        Assert.Equal(one.Selector.MatchLabels, one.Pod.Metadata.Labels);
    });

    /// <summary>OP-38: a monitor that names a port which no pod has scrapes nothing and says nothing.</summary>
    [Fact]
    public void Monitor_NamesAPortOfEveryServiceThatItSelects()
    {
        var monitor = WatchFiles.Read(Path.Combine(WatchFiles.Components, "monitoring", "monitors.yaml")).Single();
        var selected = monitor["spec"]!["selector"]!["matchLabels"]!.AsObject().ToDictionary(label => label.Key, label => (string)label.Value!);
        var services = Objects.OfType<V1Service>().Where(service => selected.All(label => service.Metadata.Labels[label.Key] == label.Value)).ToList();
        Assert.Equal(["collector", "collector-sampler"], services.Select(service => service.Metadata.Name).Order());
        var name = (string)Assert.Single(monitor["spec"]!["endpoints"]!.AsArray())!["port"]!;
        Assert.All(services, service =>
        {
            var port = Assert.Single(service.Spec.Ports, port => port.Name == name);
            var pods = Workloads.Where(one => service.Spec.Selector.All(label => one.Pod.Metadata.Labels[label.Key] == label.Value)).ToList();
            Assert.NotEmpty(pods);
            Assert.All(pods, one => Assert.Contains(one.Pod.Spec.Containers[0].Ports, of => of.Name == (string)port.TargetPort));
        });
    }

    private static string Labels(V1LabelSelector selector) => string.Join(',', selector.MatchLabels.OrderBy(label => label.Key).Select(label => $"{label.Key}={label.Value}"));
}
