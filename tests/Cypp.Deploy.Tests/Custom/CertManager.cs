namespace Cypp.Deploy.Tests.Custom;

internal sealed class Certificate : CustomObject<CertificateSpec>;

internal sealed class CertificateSpec
{
    public bool IsCA { get; set; }

    public string? CommonName { get; set; }

    public string SecretName { get; set; } = "";

    public SecretTemplate? SecretTemplate { get; set; }

    public string? Duration { get; set; }

    public string? RenewBefore { get; set; }

    public PrivateKey? PrivateKey { get; set; }

    public List<string> Usages { get; set; } = [];

    public List<string> DnsNames { get; set; } = [];

    public Reference IssuerRef { get; set; } = new();
}

internal sealed class SecretTemplate
{
    public Dictionary<string, string> Labels { get; set; } = [];
}

internal sealed class PrivateKey
{
    public string Algorithm { get; set; } = "";

    public int Size { get; set; }

    public string? RotationPolicy { get; set; }
}

internal sealed class Issuer : CustomObject<IssuerSpec>;

internal sealed class IssuerSpec
{
    public Dictionary<string, string>? SelfSigned { get; set; }

    public CaIssuer? Ca { get; set; }
}

internal sealed class CaIssuer
{
    public string SecretName { get; set; } = "";
}
