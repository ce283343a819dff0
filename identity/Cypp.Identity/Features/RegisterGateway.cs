using Cypp.Identity.Domain;
using Cypp.Identity.Protocol;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Trust;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Cypp.Identity.Features;

/// <summary>
/// Registers the gateway, the one client that exchanges tokens, or brings its keys up to date. It belongs to no agency and
/// gets no token of its own (ID-4).
/// </summary>
internal sealed class RegisterGateway(IOpenIddictApplicationManager clients)
{
    public const string ClientId = "gateway";

    public async Task<Error?> HandleAsync(IReadOnlyList<JsonWebKey> keys, CancellationToken cancellationToken)
    {
        if (PublicKeys.AreUsable(keys) is { } error)
        {
            return error;
        }

        if (await clients.FindByClientIdAsync(ClientId, cancellationToken) is { } existing)
        {
            await clients.SaveKeysAsync(existing, keys, cancellationToken);
            return null;
        }

        var descriptor = new OpenIddictApplicationDescriptor
        {
            ClientId = ClientId,
            ClientType = ClientTypes.Confidential,
            DisplayName = "Gateway",
            JsonWebKeySet = ClientKeys.SetOf(keys),
            Permissions = { Permissions.Endpoints.Token, Permissions.GrantTypes.TokenExchange },
        };
        foreach (var service in ServiceScopes.All)
        {
            descriptor.Permissions.Add(Permissions.Prefixes.Audience + TokenTrust.AudienceOf(service));
        }

        await clients.CreateAsync(descriptor, cancellationToken);
        return null;
    }
}
