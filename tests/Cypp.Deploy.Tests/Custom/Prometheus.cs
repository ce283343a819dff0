using k8s.Models;

namespace Cypp.Deploy.Tests.Custom;

internal sealed class PrometheusServer : CustomObject<PrometheusSpec>;

internal sealed class PrometheusSpec
{
    public int Replicas { get; set; }

    public string Image { get; set; } = "";

    public string Version { get; set; } = "";

    public string ServiceAccountName { get; set; } = "";

    public bool AutomountServiceAccountToken { get; set; }

    public string PriorityClassName { get; set; } = "";

    public V1PodSecurityContext SecurityContext { get; set; } = new();

    public V1ResourceRequirements Resources { get; set; } = new();

    public bool EnableRemoteWriteReceiver { get; set; }

    public List<string> EnableFeatures { get; set; } = [];

    public PrometheusSeries Tsdb { get; set; } = new();

    public string Retention { get; set; } = "";

    public string RetentionSize { get; set; } = "";

    public PrometheusStorage Storage { get; set; } = new();

    public V1StatefulSetPersistentVolumeClaimRetentionPolicy PersistentVolumeClaimRetentionPolicy { get; set; } = new();

    public string ScrapeInterval { get; set; } = "";

    public string EvaluationInterval { get; set; } = "";

    public V1LabelSelector RuleSelector { get; set; } = new();

    public V1LabelSelector RuleNamespaceSelector { get; set; } = new();

    public V1LabelSelector ServiceMonitorSelector { get; set; } = new();

    public V1LabelSelector ServiceMonitorNamespaceSelector { get; set; } = new();

    public V1LabelSelector PodMonitorSelector { get; set; } = new();

    public V1LabelSelector PodMonitorNamespaceSelector { get; set; } = new();

    public PrometheusAlerting Alerting { get; set; } = new();
}

internal sealed class PrometheusSeries
{
    public string OutOfOrderTimeWindow { get; set; } = "";
}

internal sealed class PrometheusStorage
{
    public PrometheusClaim VolumeClaimTemplate { get; set; } = new();
}

internal sealed class PrometheusClaim
{
    public V1PersistentVolumeClaimSpec Spec { get; set; } = new();
}

internal sealed class PrometheusAlerting
{
    public List<PrometheusAlertmanager> Alertmanagers { get; set; } = [];
}

internal sealed class PrometheusAlertmanager
{
    public string Name { get; set; } = "";

    public string Namespace { get; set; } = "";

    public string Port { get; set; } = "";

    public string ApiVersion { get; set; } = "";
}
