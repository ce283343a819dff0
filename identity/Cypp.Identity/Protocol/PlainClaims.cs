using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers.Protection;

namespace Cypp.Identity.Protocol;

/// <summary>Keeps OpenIddict's note of who presented the token out of it: <c>client_id</c> says it by its standard name (RFC 9068, ID-3).</summary>
internal sealed class PlainClaims : IOpenIddictServerHandler<GenerateTokenContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<GenerateTokenContext>()
        .UseSingletonHandler<PlainClaims>()
        .SetOrder(AttachSecurityCredentials.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        // A code's and a refresh token's presenter is checked when they come back.
        if (context.TokenType == OpenIddictConstants.TokenTypeIdentifiers.AccessToken)
        {
            context.Principal.RemoveClaims(OpenIddictConstants.Claims.Private.Presenter);
        }

        return ValueTask.CompletedTask;
    }
}
