using Cypp.ServiceKit.Peers;
using Microsoft.AspNetCore.Http;

namespace Cypp.ServiceKit.Trust;

/// <summary>
/// Who may bring a token to a service: the gateway, for which alone identity makes them. So a token that was taken from it is of no use to
/// anybody without its certificate. It is bound to the certificate's name, not to its thumbprint (RFC 8705): certificates change each day,
/// under connections that are in use (ID-4, GW-4).
/// </summary>
/// <param name="only">Name of the peer; null: anybody.</param>
public sealed class TokenBearer(PeerCertificates certificates, string? only)
{
    public const string Gateway = "gateway";

    public bool MayBring(HttpContext context) => only is null || certificates.AreShownBy(only, context);

    /// <returns>Thumbprint of the certificate that the caller of the edge showed; null: none. The edge saw it; a service behind it believes the gateway.</returns>
    public string? CertificateOf(HttpContext context) => context.Features.Get<CallersCertificate>() is { } seen ? seen.Thumbprint
        : only is not null && context.Request.Headers[CallersCertificate.Header] is [{ Length: > 0 } told] && MayBring(context) ? told
        : null;
}
