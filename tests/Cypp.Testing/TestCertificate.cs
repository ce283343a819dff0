using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cypp.ServiceKit.Trust;

namespace Cypp.Testing;

/// <summary>A certificate that an agency's system made itself, as it registers and shows it.</summary>
public sealed record TestCertificate(string Pem, string KeyPem)
{
    public string Thumbprint
    {
        get
        {
            using var certificate = X509Certificate2.CreateFromPem(Pem);
            return CallersCertificate.ThumbprintOf(certificate.RawData);
        }
    }

    /// <summary>As whoever ends TLS in front of the gateway tells it.</summary>
    public string Escaped => Uri.EscapeDataString(Pem);

    /// <param name="life">A month unless given; less than nothing: it has ended.</param>
    public static TestCertificate New(TimeSpan? life = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var made = new CertificateRequest("CN=an agency's system", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(now.AddDays(-2), now + (life ?? TimeSpan.FromDays(30)));
        return new(made.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
