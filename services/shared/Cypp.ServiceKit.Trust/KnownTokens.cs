using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Cypp.ServiceKit.Trust;

/// <summary>
/// Puts <see cref="ValidatedTokens"/> in front of the bearer handler. A known token is believed only while its key is one of
/// the issuer's, nothing of it is revoked, and the request came with the certificate to which it is bound, if any: all that is asked at
/// each request (ID-5, ID-6, GW-2). Only what the handler found good, and would be believed now, becomes known.
/// </summary>
public sealed class KnownTokens(ValidatedTokens tokens, Revocations revocations, UnknownCallers unknown, TokenBearer bearer) : JwtBearerEvents
{
    public override async Task MessageReceived(MessageReceivedContext context)
    {
        if (CallersToken.Of(context.HttpContext) is { } token && tokens.Find(token.Key) is { } known
            && await IsKeyOfIssuerAsync(context, known.KeyId) && !revocations.Names(known.Principal, known.KeyId)
            && IsBroughtByItsHolder(context.HttpContext, known.Principal))
        {
            context.Principal = known.Principal;
            context.Success();
        }
    }

    public override Task TokenValidated(TokenValidatedContext context)
    {
        // Of the key that it was verified with: what its header says, whoever made it wrote.
        var (token, key) = (context.SecurityToken as JsonWebToken, context.SecurityToken.SigningKey?.KeyId);
        if (key is null || revocations.Names(context.Principal!, key))
        {
            context.Fail("The token is revoked.");
        }
        else if (!IsBroughtByItsHolder(context.HttpContext, context.Principal!))
        {
            context.Fail("The token is bound to another certificate.");
        }
        else if (token is not null && CallersToken.Of(context.HttpContext) is { } brought)
        {
            tokens.Keep(brought.Key, context.Principal!, key, token.ValidTo);
        }

        return Task.CompletedTask;
    }

    public override Task Challenge(JwtBearerChallengeContext context)
    {
        unknown.Count(context.AuthenticateFailure is null ? UnknownCallers.NoToken : UnknownCallers.InvalidToken);
        return Task.CompletedTask;
    }

    private bool IsBroughtByItsHolder(HttpContext context, ClaimsPrincipal token) => CallersCertificate.Meets(bearer.CertificateOf(context), token);

    private static async ValueTask<bool> IsKeyOfIssuerAsync(MessageReceivedContext context, string keyId)
    {
        var keys = context.Options.TokenValidationParameters.IssuerSigningKeyResolver is { } resolve
            ? resolve("", null, keyId, context.Options.TokenValidationParameters)
            : (await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted)).SigningKeys;
        return keys.Any(key => key.KeyId == keyId);
    }
}
