using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Cypp.ServiceKit.Trust;

/// <summary>
/// Puts <see cref="ValidatedTokens"/> in front of the bearer handler. A known token is believed only while its key is one of
/// the issuer's and nothing of it is revoked; only what the handler found good, and is not revoked, becomes known.
/// </summary>
/// <param name="isRevoked">Of what the token says and its key's name; asked at each request (ID-5, ID-6).</param>
public sealed class KnownTokens(ValidatedTokens tokens, Func<ClaimsPrincipal, string?, bool> isRevoked, UnknownCallers unknown) : JwtBearerEvents
{
    private const string Scheme = "Bearer ";

    public override async Task MessageReceived(MessageReceivedContext context)
    {
        if (KeyOf(context.Request) is { } key && tokens.Find(key) is { } known
            && await IsKeyOfIssuerAsync(context, known.KeyId) && !isRevoked(known.Principal, known.KeyId))
        {
            context.Principal = known.Principal;
            context.Success();
        }
    }

    public override Task TokenValidated(TokenValidatedContext context)
    {
        var token = context.SecurityToken as JsonWebToken;
        if (isRevoked(context.Principal!, token?.Kid))
        {
            context.Fail("The token is revoked.");
        }
        else if (token is { Kid: { } keyId } && KeyOf(context.Request) is { } key)
        {
            tokens.Keep(key, context.Principal!, keyId, token.ValidTo);
        }

        return Task.CompletedTask;
    }

    public override Task Challenge(JwtBearerChallengeContext context)
    {
        unknown.Count(context.AuthenticateFailure is null ? UnknownCallers.NoToken : UnknownCallers.InvalidToken);
        return Task.CompletedTask;
    }

    private static string? KeyOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? ValidatedTokens.KeyOf(header[Scheme.Length..].Trim()) : null;

    private static async ValueTask<bool> IsKeyOfIssuerAsync(MessageReceivedContext context, string keyId)
    {
        var keys = context.Options.TokenValidationParameters.IssuerSigningKeyResolver is { } resolve
            ? resolve("", null, keyId, context.Options.TokenValidationParameters)
            : (await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted)).SigningKeys;
        return keys.Any(key => key.KeyId == keyId);
    }
}
