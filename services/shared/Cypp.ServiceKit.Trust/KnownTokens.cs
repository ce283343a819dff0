using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Cypp.ServiceKit.Trust;

/// <summary>
/// Stands in front of the bearer handler. A known token is believed only while its key is one of the issuer's and nothing of
/// it is revoked, which is asked at each request (ID-5, ID-6); only what the handler found good, and is not revoked, becomes
/// known.
/// </summary>
public sealed class KnownTokens(
    ValidatedTokens tokens, Revocations revocations, UnknownCallers unknown, IOptionsMonitor<JwtBearerOptions> options) : JwtBearerEvents
{
    /// <returns>Whom the token names; null: the handler has to look at it.</returns>
    public async ValueTask<ClaimsPrincipal?> FindAsync(HttpContext context) =>
        CallersToken.Of(context) is { } token && tokens.Find(token.Key) is { } known
            && await IsKeyOfIssuerAsync(known.KeyId, context.RequestAborted) && !revocations.Names(known.Principal, known.KeyId)
            ? known.Principal
            : null;

    public override Task TokenValidated(TokenValidatedContext context)
    {
        var token = context.SecurityToken as JsonWebToken;
        if (revocations.Names(context.Principal!, token?.Kid))
        {
            context.Fail("The token is revoked.");
        }
        else if (token is { Kid: { } keyId } && CallersToken.Of(context.HttpContext) is { } brought)
        {
            tokens.Keep(brought.Key, context.Principal!, keyId, token.ValidTo);
        }

        return Task.CompletedTask;
    }

    public override Task Challenge(JwtBearerChallengeContext context)
    {
        unknown.Count(context.AuthenticateFailure is null ? UnknownCallers.NoToken : UnknownCallers.InvalidToken);
        return Task.CompletedTask;
    }

    private async ValueTask<bool> IsKeyOfIssuerAsync(string keyId, CancellationToken cancellationToken)
    {
        var bearer = options.Get(JwtBearerDefaults.AuthenticationScheme);
        var keys = bearer.TokenValidationParameters.IssuerSigningKeyResolver is { } resolve
            ? resolve("", null, keyId, bearer.TokenValidationParameters)
            : (await bearer.ConfigurationManager!.GetConfigurationAsync(cancellationToken)).SigningKeys;
        return keys.Any(key => key.KeyId == keyId);
    }
}
