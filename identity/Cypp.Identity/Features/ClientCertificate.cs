using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cypp.Identity.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Trust;

namespace Cypp.Identity.Features;

/// <summary>What is kept of a certificate that a client registers, whoever issued it: its client shows it and nobody else can (RFC 8705, section 2.2).</summary>
/// <param name="Thumbprint">See <see cref="CallersCertificate"/>.</param>
internal sealed record ClientCertificate(string Thumbprint, DateTimeOffset EndsAt)
{
    /// <summary>A certificate, never a key: one, as PEM.</summary>
    public sealed record Given(string Pem);

    /// <exception cref="ArgumentException">Not one certificate as PEM, or a key with it.</exception>
    public static ClientCertificate Read(string pem) =>
        TryRead(pem, out var certificate, out var error) ? certificate : throw new ArgumentException(error.Title);

    public static bool TryRead(string pem, [NotNullWhen(true)] out ClientCertificate? certificate, [NotNullWhen(false)] out Error? error)
    {
        (certificate, error) = (null, pem.Contains("PRIVATE KEY", StringComparison.Ordinal) ? AgencyErrors.KeyPrivate : null);
        if (error is not null)
        {
            return false;
        }

        var read = new X509Certificate2Collection();
        try
        {
            read.ImportFromPem(pem);
            certificate = read is [var one] ? new(CallersCertificate.ThumbprintOf(one.RawDataMemory.Span), one.NotAfter.ToUniversalTime()) : null;
        }
        catch (CryptographicException)
        {
            // Not the bytes of one; said below.
        }
        finally
        {
            foreach (var one in read)
            {
                one.Dispose();
            }
        }

        error = certificate is null ? AgencyErrors.CertificateUnusable : null;
        return certificate is not null;
    }
}
