using Cypp.ServiceKit.Trust;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers.Protection;

namespace Cypp.Identity.Protocol;

/// <summary>
/// That an access token is good with one certificate only (RFC 8705, section 3.1). OpenIddict takes a <c>cnf</c> for its own, of connections
/// that end here, and leaves it out: what a token is bound to comes this far by another name.
/// </summary>
internal sealed class BoundToken : IOpenIddictServerHandler<GenerateTokenContext>
{
    /// <summary>Of a principal that is to have a token: the certificate's thumbprint.</summary>
    public const string To = "cypp_bound_to";

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<GenerateTokenContext>()
        .UseSingletonHandler<BoundToken>()
        .SetOrder(AttachSecurityCredentials.Descriptor.Order + 4)
        .Build();

    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (context.TokenType == OpenIddictConstants.TokenTypeIdentifiers.AccessToken && context.Principal.GetClaim(To) is { } thumbprint)
        {
            context.Principal.RemoveClaims(To).SetClaim(CallersCertificate.Claim, CallersCertificate.Confirmation(thumbprint));
        }

        return ValueTask.CompletedTask;
    }
}
