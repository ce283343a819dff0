using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cypp.System.Tests.OAuth;

/// <summary>A certificate authority for one test, and a certificate of it for localhost: client libraries refuse plain HTTP.</summary>
internal static class LocalAuthority
{
    /// <returns>The server's certificate with its key, and the authority's as PEM.</returns>
    public static (X509Certificate2 Server, string AuthorityPem) Make()
    {
        var now = TimeProvider.System.GetUtcNow();
        var (from, until) = (now.AddMinutes(-5), now.AddDays(1));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=Cypp test authority", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority(pathLengthConstraint: 0));
        authority.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        using var root = authority.CreateSelfSigned(from, until);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var localhost = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        localhost.CertificateExtensions.Add(names.Build());
        localhost.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForEndEntity());
        using var leaf = localhost.Create(root, from, until.AddMinutes(-1), RandomNumberGenerator.GetBytes(16));
        return (leaf.CopyWithPrivateKey(key), root.ExportCertificatePem());
    }
}
