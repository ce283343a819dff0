using Cypp.Identity.Domain;
using Cypp.Identity.Protocol;
using Cypp.ServiceKit.Errors;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;

namespace Cypp.Identity.Features;

/// <summary>First half of a client's rotation: its next public key beside the present one, both believed until the old is retired (ID-2).</summary>
internal sealed class AddClientKey(IOpenIddictApplicationManager clients)
{
    /// <returns><c>client-unknown</c>, <c>key-private</c>, <c>key-unusable</c> (also for a third key), or null; the same key again changes nothing.</returns>
    public async Task<Error?> HandleAsync(string clientId, JsonWebKey key, CancellationToken cancellationToken)
    {
        if (await clients.FindByClientIdAsync(clientId, cancellationToken) is not { } client)
        {
            return AgencyErrors.ClientUnknown;
        }

        var present = (await clients.GetJsonWebKeySetAsync(client, cancellationToken))?.Keys ?? [];
        if (present.Any(one => one.KeyId == key.KeyId && one.ComputeJwkThumbprint().SequenceEqual(key.ComputeJwkThumbprint())))
        {
            return null;
        }

        IReadOnlyList<JsonWebKey> keys = [.. present, key];
        if (PublicKeys.AreUsable(keys) is { } error)
        {
            return error;
        }

        await clients.SaveKeysAsync(client, keys, cancellationToken);
        return null;
    }
}
