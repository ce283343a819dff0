using Cypp.ServiceKit.Trust;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers.Discovery;
using static OpenIddict.Server.OpenIddictServerHandlers.Protection;

namespace Cypp.Identity.Protocol;

/// <summary>
/// OpenIddict reads its keys once, at start: here it signs with, believes and publishes those that the clock and the key
/// directory say now, so that a key changes without a restart (ID-6).
/// </summary>
internal sealed class CurrentKeys(SigningKeys keys) :
    IOpenIddictServerHandler<GenerateTokenContext>, IOpenIddictServerHandler<ValidateTokenContext>, IOpenIddictServerHandler<HandleJsonWebKeySetRequestContext>
{
    public static readonly OpenIddictServerHandlerDescriptor Sign = OpenIddictServerHandlerDescriptor
        .CreateBuilder<GenerateTokenContext>().UseSingletonHandler<CurrentKeys>().SetOrder(AttachSecurityCredentials.Descriptor.Order + 2).Build();

    public static readonly OpenIddictServerHandlerDescriptor Verify = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ValidateTokenContext>().UseSingletonHandler<CurrentKeys>().SetOrder(ResolveTokenValidationParameters.Descriptor.Order + 2).Build();

    public static readonly OpenIddictServerHandlerDescriptor Publish = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleJsonWebKeySetRequestContext>().UseSingletonHandler<CurrentKeys>().SetOrder(AttachSigningKeys.Descriptor.Order + 1).Build();

    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        context.SigningCredentials = new SigningCredentials(keys.Current, TokenTrust.Algorithm);
        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (!context.ValidTokenTypes.Contains(OpenIddictConstants.TokenTypeIdentifiers.Private.ClientAssertion))
        {
            context.TokenValidationParameters!.IssuerSigningKeys = keys.All.Select(key => key.Key);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(HandleJsonWebKeySetRequestContext context)
    {
        context.Keys.Clear();
        context.Keys.AddRange(keys.All.Select(key => Published(key.Key)));
        return ValueTask.CompletedTask;
    }

    private static JsonWebKey Published(ECDsaSecurityKey key)
    {
        var open = key.ECDsa.ExportParameters(includePrivateParameters: false);
        return new JsonWebKey
        {
            Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
            Crv = JsonWebKeyECTypes.P256,
            Use = JsonWebKeyUseNames.Sig,
            Alg = TokenTrust.Algorithm,
            Kid = key.KeyId,
            X = Base64UrlEncoder.Encode(open.Q.X),
            Y = Base64UrlEncoder.Encode(open.Q.Y),
        };
    }
}
