using Cypp.ServiceKit.Errors;

namespace Cypp.Identity.Domain;

/// <summary>A system of an agency that asks for tokens. Its keys are kept with the OAuth client of the same id.</summary>
internal sealed class AgencyClient
{
    /// <summary>At once, while it changes from one to the next.</summary>
    private const int MostCertificates = 2;

    public required string ClientId { get; init; }
    public required Guid AgencyId { get; init; }

    /// <summary>
    /// Its system can sign with RSA PKCS#1 v1.5 only (RS256, RS512), as the NHS England API platform has its clients do;
    /// others use PSS or ECDSA (ID-1).
    /// </summary>
    public bool SignsWithPkcs1 { get; set; }

    /// <summary>People of the agency sign in through it (code flow); any other names in its assertion who acts.</summary>
    public bool IsWeb { get; init; }

    /// <summary>Of the certificates of which its requests show one, and to which its tokens are bound (RFC 8705). None: they are bound to nothing.</summary>
    public List<string> CertificateThumbprints { get; private set; } = [];

    public Error? AddCertificate(string thumbprint)
    {
        if (!CertificateThumbprints.Contains(thumbprint))
        {
            if (CertificateThumbprints.Count == MostCertificates)
            {
                return AgencyErrors.CertificatesTwo;
            }

            CertificateThumbprints = [.. CertificateThumbprints, thumbprint];
        }

        return null;
    }

    public Error? RetireCertificate(string thumbprint)
    {
        if (!CertificateThumbprints.Contains(thumbprint))
        {
            return AgencyErrors.CertificateUnknown;
        }

        CertificateThumbprints = [.. CertificateThumbprints.Where(one => one != thumbprint)];
        return null;
    }
}
