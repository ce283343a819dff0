using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers.Protection;

namespace Cypp.Identity.Protocol;

/// <summary>
/// Real client libraries send <c>typ: JWT</c> or none; OpenIddict takes only <c>client-authentication+jwt</c> and answers
/// 500 when "JWT" is merely added to its valid types, so the two are read as it. It also tries every key of the client,
/// whatever the <c>kid</c>: here the key that the assertion names is the only one (ID-1).
/// </summary>
internal sealed class AssertionType : IOpenIddictServerHandler<ValidateTokenContext>
{
    private const string ClientAuthentication = "client-authentication+jwt";

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ValidateTokenContext>()
        .UseSingletonHandler<AssertionType>()
        .SetOrder(ResolveTokenValidationParameters.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context.ValidTokenTypes.Contains(OpenIddictConstants.TokenTypeIdentifiers.Private.ClientAssertion))
        {
            var parameters = context.TokenValidationParameters!;
            var keysOfClient = parameters.IssuerSigningKeyResolver;
            parameters.IssuerSigningKeyResolver = (token, parsed, kid, all) =>
                kid is { Length: > 0 } ? keysOfClient(token, parsed, kid, all).Where(key => key.KeyId == kid) : [];
            parameters.TypeValidator = (type, _, _) => type switch
            {
                null or "" or "JWT" or ClientAuthentication => ClientAuthentication,
                _ => throw new SecurityTokenInvalidTypeException("Not a client assertion."),
            };
        }

        return ValueTask.CompletedTask;
    }
}
