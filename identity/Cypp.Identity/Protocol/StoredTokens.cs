using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers.Protection;

namespace Cypp.Identity.Protocol;

/// <summary>
/// Pushed requests, codes and refresh tokens are kept, since each is good once. An access token is not: it lives five minutes,
/// is checked by its signature, and names its session as <c>sid</c> rather than by OpenIddict's own claim.
/// </summary>
internal sealed class StoredTokens : IOpenIddictServerHandler<GenerateTokenContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<GenerateTokenContext>()
        .UseSingletonHandler<StoredTokens>()
        .SetOrder(AttachSecurityCredentials.Descriptor.Order + 3)
        .Build();

    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (context.TokenType == OpenIddictConstants.TokenTypeIdentifiers.AccessToken)
        {
            context.CreateTokenEntry = false;
            context.Principal.RemoveClaims(OpenIddictConstants.Claims.Private.AuthorizationId);
        }

        return ValueTask.CompletedTask;
    }
}
