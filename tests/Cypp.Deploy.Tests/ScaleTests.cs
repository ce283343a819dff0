using System.Globalization;
using Cypp.Deploy.Tests.Custom;
using k8s.Models;

namespace Cypp.Deploy.Tests;

public sealed class ScaleTests
{
    private static readonly string[] Services = ["early-help", "health", "index", "learning", "outcomes", "safeguarding"];

    // OP-10, OP-14: one of the two scales each, and the Deployment does not gainsay it.
    [Fact]
    public void InProd_EveryDeploymentIsScaledByOneAndSaysNoNumber()
    {
        var rendered = Overlay.Of("prod");
        var targets = rendered.Of<V2HorizontalPodAutoscaler>().Select(scaler => scaler.Spec.ScaleTargetRef.Name).Concat(rendered.Of<ScaledObject>().Select(scaler => scaler.Spec.ScaleTargetRef.Name));
        Assert.Equal(rendered.Of<V1Deployment>().Select(deployment => deployment.Name()).Order(), targets.Order());
        Assert.All(rendered.Of<V1Deployment>(), deployment => Assert.Null(deployment.Spec.Replicas));
        Assert.All(rendered.Of<V2HorizontalPodAutoscaler>(), scaler => Assert.True(scaler.Spec.MinReplicas >= 2));
        Assert.All(rendered.Of<ScaledObject>(), scaler => Assert.True(scaler.Spec.MinReplicaCount >= 2 && scaler.Spec.Fallback!.Replicas >= 2));
    }

    // OP-14: who has just grown does not shrink at once.
    [Fact]
    public void InProd_NothingShrinksInAHurry() => Assert.All(
        Overlay.Of("prod").Of<V2HorizontalPodAutoscaler>().Select(scaler => scaler.Spec.Behavior)
            .Concat(Overlay.Of("prod").Of<ScaledObject>().Select(scaler => scaler.Spec.Advanced.HorizontalPodAutoscalerConfig.Behavior)),
        behaviour => Assert.True(behaviour.ScaleDown.StabilizationWindowSeconds >= 300));

    // OP-30
    [Fact]
    public void InProd_EveryServiceGrowsWithItsQueue() => Assert.All(Services, service =>
    {
        var trigger = Overlay.Of("prod").One<ScaledObject>(service).Spec.Triggers.Single(trigger => trigger.Type == "rabbitmq");
        Assert.Equal((service, "QueueLength", "/"), (trigger.Metadata["queueName"], trigger.Metadata["mode"], trigger.Metadata["vhostName"]));
        var authentication = Overlay.Of("prod").One<TriggerAuthentication>(trigger.AuthenticationRef!.Name).Spec.SecretTargetRef;
        Assert.Equal(["ca", "host", "tls"], authentication.Select(wanted => wanted.Parameter).Order());
    });

    [Fact]
    public void InDev_ThereIsOneOfEach() => Assert.All(Overlay.Of("dev").Of<V1Deployment>(), deployment => Assert.Equal(1, deployment.Spec.Replicas));

    // GW-5: each gateway lets through its share, so the number it divides by must be the largest there may be.
    [Theory, Overlays]
    public void Gateways_DivideTheLimitsByTheirNumber(string overlay) => Assert.Equal(
        Replicas.Largest(Overlay.Of(overlay), "gateway"), int.Parse(Overlay.Of(overlay).SettingsOf("gateway")["Edge__Limits__Replicas"], CultureInfo.InvariantCulture));

    // OP-13: of several one may be evicted, and never all.
    [Fact]
    public void InProd_EveryDeploymentAndTheBrokerMayLoseOnePodAtATime()
    {
        var rendered = Overlay.Of("prod");
        var budgets = rendered.Of<V1PodDisruptionBudget>().ToDictionary(budget => budget.Name());
        Assert.Equal(rendered.Of<V1Deployment>().Select(deployment => deployment.Name()).Append("rabbitmq").Order(), budgets.Keys.Order());
        Assert.All(budgets.Values, budget => Assert.Equal(("1", null), ((string)budget.Spec.MaxUnavailable, (string?)budget.Spec.MinAvailable)));
        Assert.All(rendered.Of<V1Deployment>(), deployment => Assert.Equal(deployment.Spec.Selector.MatchLabels, budgets[deployment.Name()].Spec.Selector.MatchLabels));
        Assert.Equal("rabbitmq", budgets["rabbitmq"].Spec.Selector.MatchLabels[Rendered.NameLabel]);
    }

    // OP-13: with one of each, a budget would keep every node from being emptied.
    [Fact]
    public void InDev_NoBudgetKeepsTheNodeFromBeingEmptied() => Assert.Empty(Overlay.Of("dev").Of<V1PodDisruptionBudget>());

    // OP-40
    [Theory, Overlays]
    public void EveryPod_HasAPriorityThatIsDeclared(string overlay)
    {
        var rendered = Overlay.Of(overlay);
        var names = rendered.Pods.Select(pod => pod.Spec.PriorityClassName)
            .Concat(rendered.Of<PostgresCluster>().Select(cluster => cluster.Spec.PriorityClassName!))
            .Concat(rendered.Of<RabbitCluster>().Select(cluster => cluster.Spec.Override.StatefulSet.Spec.Template.Spec.PriorityClassName));
        Assert.All(names, name => Assert.NotNull(rendered.One<V1PriorityClass>(name)));
        // What everything else needs goes first.
        Assert.True(rendered.One<V1PriorityClass>("cypp-store").Value > rendered.One<V1PriorityClass>("cypp-service").Value);
    }

    // OP-40: all that may run at once, every replica, those being replaced, a release's jobs and the servers.
    [Theory, Overlays]
    public void All_FitTheQuotaTogether(string overlay)
    {
        var rendered = Overlay.Of(overlay);
        var most = Demand.Of(rendered);
        var quota = rendered.Of<V1ResourceQuota>().Single().Spec.Hard;
        Assert.All(most, demand => Assert.True(demand.Value <= quota[demand.Key].ToDecimal(), $"{demand.Key}: {demand.Value} of {quota[demand.Key]}"));
        Assert.Superset(most.Keys.ToHashSet(), quota.Keys.ToHashSet());
    }

    // OP-40
    [Theory, Overlays]
    public void WhatSaysNothing_GetsAShare(string overlay)
    {
        var limit = Overlay.Of(overlay).Of<V1LimitRange>().Single().Spec.Limits.Single(limit => limit.Type == "Container");
        Assert.Equal(["cpu", "memory"], limit.DefaultRequest.Keys.Order());
        Assert.Equal(["memory"], limit.DefaultProperty.Keys);
    }
}
