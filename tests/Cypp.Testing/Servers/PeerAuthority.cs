using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cypp.Testing.Servers;

/// <summary>A certificate authority of one run, such as cert-manager has in a cluster: processes know each other by its certificates, and client libraries, which refuse plain HTTP, the platform.</summary>
public sealed class PeerAuthority : IDisposable
{
    private static readonly TimeSpan Before = TimeSpan.FromHours(1);
    private static readonly OidCollection Uses = [new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")];
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    public PeerAuthority()
    {
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest("CN=platform of one run", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        _certificate = request.CreateSelfSigned(now - Before - Before, now.AddYears(1));
    }

    /// <summary>Its own certificate.</summary>
    public string Pem => _certificate.ExportCertificatePem();

    /// <param name="name">Of the process; the certificate is for 127.0.0.1 too.</param>
    /// <param name="life">A month unless given; less than nothing: it has ended.</param>
    /// <returns>A certificate with its key.</returns>
    public X509Certificate2 Issue(string name, TimeSpan? life = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForEndEntity());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(Uses, critical: false));
        using var issued = request.Create(_certificate, now - Before, now + (life ?? TimeSpan.FromDays(30)), RandomNumberGenerator.GetBytes(16));
        return issued.CopyWithPrivateKey(key);
    }

    /// <summary>Writes such a certificate as <c>tls.crt</c>, <c>tls.key</c>, for its owner alone, and <c>ca.crt</c>, in place of those that are there.</summary>
    public void Issue(string name, string directory, TimeSpan? life = null)
    {
        using var issued = Issue(name, life);
        using var key = issued.GetECDsaPrivateKey()!;
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "tls.crt"), issued.ExportCertificatePem());
        using (File.Create(Path.Combine(directory, "tls.key")))
        {
            File.SetUnixFileMode(Path.Combine(directory, "tls.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.WriteAllText(Path.Combine(directory, "tls.key"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(directory, "ca.crt"), Pem);
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }
}
