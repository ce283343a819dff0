using System.Security.Cryptography;
using Cypp.ServiceKit.Trust;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Transforms;

namespace Cypp.Gateway;

/// <summary>
/// Which certificate an agency's system showed: TLS ends in front of this process, and who ends it writes the certificate into the header
/// that <c>Edge:CertificateHeader</c> names, as PEM, escaped as a URL is. Whoever shows a certificate has its key; whose it is, identity
/// knows (RFC 8705, GW-2).
/// </summary>
internal static class CertificateHeader
{
    private const string Setting = "Edge:CertificateHeader";
    private const string Label = "CERTIFICATE";

    /// <param name="proxies">Who alone is believed; no route passes the header on, so that it ends here whoever sent it.</param>
    /// <exception cref="OptionsValidationException">Nobody is believed, or a route passes a header of this name.</exception>
    public static void UseCertificateHeader(this IApplicationBuilder edge, IConfiguration configuration, TrustedProxies proxies, RouteTable routes)
    {
        if (configuration[Setting] is not { Length: > 0 } header)
        {
            return;
        }

        if (!proxies.AreNamed)
        {
            throw Wrong($"is believed from {TrustedProxies.Setting} only, which is missing.");
        }

        if (routes.All.Any(route => route.Passes(header)))
        {
            throw Wrong($"must not be a header that callers send: {header}");
        }

        edge.Use((context, next) =>
        {
            if (context.Request.Headers[header] is [{ } shown] && proxies.Sent(context) && ThumbprintOf(shown) is { } thumbprint)
            {
                context.Features.Set(new CallersCertificate(thumbprint));
            }

            return next(context);
        });
    }

    /// <summary>Tells the service behind, which compares it with its token again.</summary>
    public static ValueTask Tell(RequestTransformContext transform)
    {
        if (transform.HttpContext.Features.Get<CallersCertificate>() is { } shown)
        {
            transform.ProxyRequest.Headers.TryAddWithoutValidation(CallersCertificate.Header, shown.Thumbprint);
        }

        return ValueTask.CompletedTask;
    }

    private static OptionsValidationException Wrong(string what) => new("Edge", typeof(CertificateHeader), [$"{Setting} {what}"]);

    // Only its bytes count: whoever ended TLS has read it as a certificate.
    private static string? ThumbprintOf(string header)
    {
        var text = Uri.UnescapeDataString(header);
        // Two in one line would be one that was sent and one that was added to it.
        if (!PemEncoding.TryFind(text, out var pem) || text.AsSpan()[pem.Label] is not Label || text.AsSpan().Trim().Length != text.AsSpan()[pem.Location].Length)
        {
            return null;
        }

        var der = new byte[pem.DecodedDataLength];
        return Convert.TryFromBase64Chars(text.AsSpan()[pem.Base64Data], der, out var length) ? CallersCertificate.ThumbprintOf(der.AsSpan(0, length)) : null;
    }
}
