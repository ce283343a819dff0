namespace Cypp.Deploy.Tests.Custom;

internal sealed class ExternalSecret : CustomObject<ExternalSecretSpec>;

internal sealed class ExternalSecretSpec
{
    public string RefreshInterval { get; set; } = "";

    public Reference SecretStoreRef { get; set; } = new();

    public SecretTarget Target { get; set; } = new();

    public List<SecretSource> DataFrom { get; set; } = [];

    public List<SecretDatum> Data { get; set; } = [];
}

internal sealed class SecretTarget
{
    public string? Name { get; set; }

    public string CreationPolicy { get; set; } = "";

    public string DeletionPolicy { get; set; } = "";

    public TargetTemplate? Template { get; set; }
}

internal sealed class TargetTemplate
{
    public string Type { get; set; } = "";

    public string EngineVersion { get; set; } = "";

    public SecretTemplate? Metadata { get; set; }

    public Dictionary<string, string> Data { get; set; } = [];
}

internal sealed class SecretSource
{
    public Reference? Extract { get; set; }
}

internal sealed class SecretDatum
{
    public string SecretKey { get; set; } = "";

    public RemoteReference RemoteRef { get; set; } = new();
}

internal sealed class RemoteReference
{
    public string Key { get; set; } = "";

    public string Property { get; set; } = "";
}
