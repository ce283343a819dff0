using Cypp.Deploy.Tests.Custom;
using k8s;
using k8s.Models;

namespace Cypp.Deploy.Tests;

/// <summary>
/// Kinds of operators, by what we wrote down of them: weaker than their own schemas, as a field that we misspell twice passes.
/// A kind that is not here fails.
/// </summary>
internal static class CustomTypes
{
    public static IDictionary<string, Type> All { get; } = new Dictionary<string, Type>
    {
        ["cert-manager.io/v1/Certificate"] = typeof(Certificate),
        ["cert-manager.io/v1/Issuer"] = typeof(Issuer),
        ["external-secrets.io/v1/ExternalSecret"] = typeof(ExternalSecret),
        ["keda.sh/v1alpha1/ScaledObject"] = typeof(ScaledObject),
        ["keda.sh/v1alpha1/TriggerAuthentication"] = typeof(TriggerAuthentication),
        ["postgresql.cnpg.io/v1/Cluster"] = typeof(PostgresCluster),
        ["postgresql.cnpg.io/v1/Database"] = typeof(PostgresDatabase),
        ["postgresql.cnpg.io/v1/ScheduledBackup"] = typeof(ScheduledBackup),
        ["barmancloud.cnpg.io/v1/ObjectStore"] = typeof(ObjectStore),
        ["monitoring.coreos.com/v1/Prometheus"] = typeof(PrometheusServer),
        ["monitoring.coreos.com/v1/PrometheusRule"] = typeof(PrometheusRule),
        ["monitoring.coreos.com/v1/ServiceMonitor"] = typeof(ServiceMonitor),
        ["monitoring.coreos.com/v1/PodMonitor"] = typeof(PodMonitor),
        ["rabbitmq.com/v1beta1/RabbitmqCluster"] = typeof(RabbitCluster),
        ["rabbitmq.com/v1beta1/User"] = typeof(RabbitUser),
        ["rabbitmq.com/v1beta1/Permission"] = typeof(RabbitPermission),
        ["rabbitmq.com/v1beta1/Vhost"] = typeof(RabbitVhost),
    };
}

/// <summary>An object of an operator's kind.</summary>
internal abstract class CustomObject<TSpec> : IKubernetesObject<V1ObjectMeta> where TSpec : class, new()
{
    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "";

    public V1ObjectMeta Metadata { get; set; } = new();

    public TSpec Spec { get; set; } = new();
}

/// <summary>The name of another object.</summary>
internal sealed class Reference
{
    public string Name { get; set; } = "";

    public string? Kind { get; set; }

    public string? Key { get; set; }
}
