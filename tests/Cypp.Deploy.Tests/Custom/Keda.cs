using k8s.Models;

namespace Cypp.Deploy.Tests.Custom;

internal sealed class ScaledObject : CustomObject<ScaledObjectSpec>;

internal sealed class ScaledObjectSpec
{
    public Reference ScaleTargetRef { get; set; } = new();

    public int PollingInterval { get; set; }

    public int CooldownPeriod { get; set; }

    public int MinReplicaCount { get; set; }

    public int MaxReplicaCount { get; set; }

    public ScaleFallback? Fallback { get; set; }

    public AdvancedScale Advanced { get; set; } = new();

    public List<ScaleTrigger> Triggers { get; set; } = [];
}

internal sealed class ScaleFallback
{
    public int FailureThreshold { get; set; }

    public int Replicas { get; set; }
}

internal sealed class AdvancedScale
{
    public ScalerConfig HorizontalPodAutoscalerConfig { get; set; } = new();
}

internal sealed class ScalerConfig
{
    public V2HorizontalPodAutoscalerBehavior Behavior { get; set; } = new();
}

internal sealed class ScaleTrigger
{
    public string Type { get; set; } = "";

    public string? MetricType { get; set; }

    public Dictionary<string, string> Metadata { get; set; } = [];

    public Reference? AuthenticationRef { get; set; }
}

internal sealed class TriggerAuthentication : CustomObject<TriggerAuthenticationSpec>;

internal sealed class TriggerAuthenticationSpec
{
    public List<TriggerSecret> SecretTargetRef { get; set; } = [];
}

internal sealed class TriggerSecret
{
    public string Parameter { get; set; } = "";

    public string Name { get; set; } = "";

    public string Key { get; set; } = "";
}
