using k8s.Models;
using YamlDotNet.Serialization;

namespace Cypp.Deploy.Tests.Custom;

internal sealed class RabbitCluster : CustomObject<RabbitClusterSpec>;

internal sealed class RabbitClusterSpec
{
    public int Replicas { get; set; }

    public string Image { get; set; } = "";

    public int TerminationGracePeriodSeconds { get; set; }

    public RabbitPersistence Persistence { get; set; } = new();

    public V1ResourceRequirements Resources { get; set; } = new();

    public RabbitTls Tls { get; set; } = new();

    public RabbitSettings Rabbitmq { get; set; } = new();

    public RabbitOverride Override { get; set; } = new();
}

internal sealed class RabbitPersistence
{
    public string StorageClassName { get; set; } = "";

    public string Storage { get; set; } = "";
}

internal sealed class RabbitTls
{
    public string SecretName { get; set; } = "";

    [YamlMember(Alias = "disableNonTLSListeners", ApplyNamingConventions = false)]
    public bool DisableNonTlsListeners { get; set; }
}

internal sealed class RabbitSettings
{
    public string AdditionalConfig { get; set; } = "";
}

internal sealed class RabbitOverride
{
    public RabbitStatefulSet StatefulSet { get; set; } = new();
}

internal sealed class RabbitStatefulSet
{
    public V1StatefulSetSpec Spec { get; set; } = new();
}

internal sealed class RabbitUser : CustomObject<RabbitUserSpec>;

internal sealed class RabbitUserSpec
{
    public List<string> Tags { get; set; } = [];

    public Reference ImportCredentialsSecret { get; set; } = new();

    public Reference RabbitmqClusterReference { get; set; } = new();
}

internal sealed class RabbitPermission : CustomObject<RabbitPermissionSpec>;

internal sealed class RabbitPermissionSpec
{
    public string Vhost { get; set; } = "";

    public Reference UserReference { get; set; } = new();

    public RabbitRights Permissions { get; set; } = new();

    public Reference RabbitmqClusterReference { get; set; } = new();
}

internal sealed class RabbitRights
{
    public string Configure { get; set; } = "";

    public string Write { get; set; } = "";

    public string Read { get; set; } = "";
}

internal sealed class RabbitVhost : CustomObject<RabbitVhostSpec>;

internal sealed class RabbitVhostSpec
{
    public string Name { get; set; } = "";

    public string DefaultQueueType { get; set; } = "";

    public Reference RabbitmqClusterReference { get; set; } = new();
}
