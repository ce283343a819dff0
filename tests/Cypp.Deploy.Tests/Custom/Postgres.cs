using k8s.Models;
using YamlDotNet.Serialization;

namespace Cypp.Deploy.Tests.Custom;

internal sealed class PostgresCluster : CustomObject<PostgresClusterSpec>;

internal sealed class PostgresClusterSpec
{
    public int Instances { get; set; }

    public string ImageName { get; set; } = "";

    public string? PrimaryUpdateStrategy { get; set; }

    public string? PrimaryUpdateMethod { get; set; }

    public string? PriorityClassName { get; set; }

    public bool? EnableSuperuserAccess { get; set; }

    [YamlMember(Alias = "enablePDB", ApplyNamingConventions = false)]
    public bool? EnablePdb { get; set; }

    public PostgresStorage Storage { get; set; } = new();

    public PostgresStorage? WalStorage { get; set; }

    public V1ResourceRequirements Resources { get; set; } = new();

    public PostgresAffinity? Affinity { get; set; }

    public PostgresCertificates? Certificates { get; set; }

    public PostgresConfiguration Postgresql { get; set; } = new();

    public ManagedRoles? Managed { get; set; }

    public List<PostgresPlugin> Plugins { get; set; } = [];

    public PostgresBootstrap? Bootstrap { get; set; }

    public List<ExternalCluster> ExternalClusters { get; set; } = [];
}

internal sealed class PostgresStorage
{
    public string StorageClass { get; set; } = "";

    public string Size { get; set; } = "";
}

internal sealed class PostgresAffinity
{
    public bool EnablePodAntiAffinity { get; set; }

    public string PodAntiAffinityType { get; set; } = "";

    public string TopologyKey { get; set; } = "";
}

internal sealed class PostgresCertificates
{
    [YamlMember(Alias = "serverTLSSecret", ApplyNamingConventions = false)]
    public string ServerTlsSecret { get; set; } = "";

    [YamlMember(Alias = "serverCASecret", ApplyNamingConventions = false)]
    public string ServerCaSecret { get; set; } = "";
}

internal sealed class PostgresConfiguration
{
    public SynchronousReplicas? Synchronous { get; set; }

    public Dictionary<string, string> Parameters { get; set; } = [];

    [YamlMember(Alias = "pg_hba", ApplyNamingConventions = false)]
    public List<string> HostAccess { get; set; } = [];
}

internal sealed class SynchronousReplicas
{
    public string Method { get; set; } = "";

    public int Number { get; set; }

    public string DataDurability { get; set; } = "";
}

internal sealed class ManagedRoles
{
    public List<PostgresRole> Roles { get; set; } = [];
}

internal sealed class PostgresRole
{
    public string Name { get; set; } = "";

    public string Ensure { get; set; } = "";

    public bool Login { get; set; }

    public bool Superuser { get; set; }

    public bool Bypassrls { get; set; }

    public bool Createdb { get; set; }

    public bool Createrole { get; set; }

    public bool Inherit { get; set; }

    public int ConnectionLimit { get; set; }

    public Reference PasswordSecret { get; set; } = new();
}
