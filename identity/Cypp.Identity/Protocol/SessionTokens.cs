using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers;
using static OpenIddict.Server.OpenIddictServerHandlers.Protection;

namespace Cypp.Identity.Protocol;

/// <summary>
/// What belongs to a person's session: a refresh token with every access token, without a scope of OpenID Connect's for it;
/// and its end, when a code or refresh token comes twice (ID-7). OpenIddict would then revoke those that it keeps, not the
/// session, by which the access tokens are refused.
/// </summary>
internal sealed class SessionTokens(IOpenIddictTokenManager tokens, IOpenIddictAuthorizationManager sessions) :
    IOpenIddictServerHandler<ProcessSignInContext>, IOpenIddictServerHandler<ValidateTokenContext>
{
    public static readonly OpenIddictServerHandlerDescriptor Refresh = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessSignInContext>().UseScopedHandler<SessionTokens>().SetOrder(EvaluateGeneratedTokens.Descriptor.Order + 1).Build();

    public static readonly OpenIddictServerHandlerDescriptor Reuse = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ValidateTokenContext>().UseScopedHandler<SessionTokens>().SetOrder(ValidateTokenEntry.Descriptor.Order - 1).Build();

    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (context.EndpointType == OpenIddictServerEndpointType.Token
            && (context.Request.IsAuthorizationCodeGrantType() || context.Request.IsRefreshTokenGrantType()))
        {
            context.GenerateRefreshToken = context.IncludeRefreshToken = true;
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context is { TokenId: { } id, AuthorizationId: { } session }
            && await tokens.FindByIdAsync(id, context.CancellationToken) is { } token
            && await tokens.HasStatusAsync(token, Statuses.Redeemed, context.CancellationToken)
            && await sessions.FindByIdAsync(session, context.CancellationToken) is { } begun)
        {
            await sessions.TryRevokeAsync(begun, context.CancellationToken);
        }
    }
}
