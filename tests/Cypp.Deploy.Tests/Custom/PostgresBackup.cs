using YamlDotNet.Serialization;

namespace Cypp.Deploy.Tests.Custom;

internal sealed class PostgresPlugin
{
    public string Name { get; set; } = "";

    [YamlMember(Alias = "isWALArchiver", ApplyNamingConventions = false)]
    public bool IsWalArchiver { get; set; }

    public Dictionary<string, string> Parameters { get; set; } = [];
}

internal sealed class PostgresBootstrap
{
    public PostgresRecovery? Recovery { get; set; }
}

internal sealed class PostgresRecovery
{
    public string Source { get; set; } = "";

    public RecoveryTarget? RecoveryTarget { get; set; }
}

internal sealed class RecoveryTarget
{
    public string TargetTime { get; set; } = "";
}

internal sealed class ExternalCluster
{
    public string Name { get; set; } = "";

    public PostgresPlugin? Plugin { get; set; }
}

internal sealed class PostgresDatabase : CustomObject<PostgresDatabaseSpec>;

internal sealed class PostgresDatabaseSpec
{
    public string Name { get; set; } = "";

    public string Owner { get; set; } = "";

    public string DatabaseReclaimPolicy { get; set; } = "";

    public Reference Cluster { get; set; } = new();
}

internal sealed class ScheduledBackup : CustomObject<ScheduledBackupSpec>;

internal sealed class ScheduledBackupSpec
{
    public string Schedule { get; set; } = "";

    public bool Immediate { get; set; }

    public string BackupOwnerReference { get; set; } = "";

    public string Method { get; set; } = "";

    public Reference PluginConfiguration { get; set; } = new();

    public Reference Cluster { get; set; } = new();
}

internal sealed class ObjectStore : CustomObject<ObjectStoreSpec>;

internal sealed class ObjectStoreSpec
{
    public string RetentionPolicy { get; set; } = "";

    public ObjectStoreConfiguration Configuration { get; set; } = new();
}

internal sealed class ObjectStoreConfiguration
{
    public string DestinationPath { get; set; } = "";

    [YamlMember(Alias = "endpointURL", ApplyNamingConventions = false)]
    public string EndpointUrl { get; set; } = "";

    public S3Credentials S3Credentials { get; set; } = new();

    public ArchiveKind Wal { get; set; } = new();

    public ArchiveKind Data { get; set; } = new();
}

internal sealed class S3Credentials
{
    public Reference AccessKeyId { get; set; } = new();

    public Reference SecretAccessKey { get; set; } = new();
}

internal sealed class ArchiveKind
{
    public string Compression { get; set; } = "";

    public string Encryption { get; set; } = "";
}
