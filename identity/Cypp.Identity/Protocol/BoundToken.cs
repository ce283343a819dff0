using System.Security.Claims;
using Cypp.ServiceKit.Trust;
using OpenIddict.Abstractions;

namespace Cypp.Identity.Protocol;

/// <summary>That a token is good with one certificate only (RFC 8705, section 3.1).</summary>
internal static class BoundToken
{
    /// <param name="thumbprint">Null: it is bound to none, whatever an earlier token of the session was.</param>
    public static ClaimsIdentity SetBoundTo(this ClaimsIdentity identity, string? thumbprint)
    {
        identity.RemoveClaims(CallersCertificate.Claim);
        return thumbprint is null ? identity : identity.SetClaim(CallersCertificate.Claim, CallersCertificate.Confirmation(thumbprint));
    }
}
