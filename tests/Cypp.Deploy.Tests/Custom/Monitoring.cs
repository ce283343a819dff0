using k8s.Models;

namespace Cypp.Deploy.Tests.Custom;

internal sealed class PrometheusRule : CustomObject<PrometheusRuleSpec>;

internal sealed class PrometheusRuleSpec
{
    public List<RuleGroup> Groups { get; set; } = [];
}

internal sealed class RuleGroup
{
    public string Name { get; set; } = "";

    public string? Interval { get; set; }

    public List<WatchRule> Rules { get; set; } = [];
}

internal sealed class WatchRule
{
    public string? Record { get; set; }

    public string? Alert { get; set; }

    public string Expr { get; set; } = "";

    public string? For { get; set; }

    public Dictionary<string, string>? Labels { get; set; }

    public Dictionary<string, string>? Annotations { get; set; }
}

internal sealed class ServiceMonitor : CustomObject<ServiceMonitorSpec>;

internal sealed class ServiceMonitorSpec
{
    public V1LabelSelector Selector { get; set; } = new();

    public MonitoredNamespaces? NamespaceSelector { get; set; }

    public List<MonitoredPort> Endpoints { get; set; } = [];
}

internal sealed class MonitoredNamespaces
{
    public bool Any { get; set; }

    public List<string> MatchNames { get; set; } = [];
}

/// <summary>What is asked, of a Service's pods or of pods.</summary>
internal abstract class MonitoredEndpoint
{
    public string? Scheme { get; set; }

    public string? Interval { get; set; }

    public bool HonorLabels { get; set; }

    public MonitoredTls? TlsConfig { get; set; }

    public List<Relabeling> MetricRelabelings { get; set; } = [];
}

internal sealed class MonitoredPort : MonitoredEndpoint
{
    public string Port { get; set; } = "";

    public string? BearerTokenFile { get; set; }
}

internal sealed class Relabeling
{
    public List<string> SourceLabels { get; set; } = [];

    public string Regex { get; set; } = "";

    public string Action { get; set; } = "";
}

internal sealed class PodMonitor : CustomObject<PodMonitorSpec>;

internal sealed class PodMonitorSpec
{
    public V1LabelSelector Selector { get; set; } = new();

    public MonitoredNamespaces? NamespaceSelector { get; set; }

    public List<MonitoredPod> PodMetricsEndpoints { get; set; } = [];
}

internal sealed class MonitoredPod : MonitoredEndpoint
{
    public int PortNumber { get; set; }

    public string? Path { get; set; }
}

internal sealed class MonitoredTls
{
    public string ServerName { get; set; } = "";

    public bool InsecureSkipVerify { get; set; }

    public MonitoredAuthority Ca { get; set; } = new();
}

internal sealed class MonitoredAuthority
{
    public Reference Secret { get; set; } = new();
}
