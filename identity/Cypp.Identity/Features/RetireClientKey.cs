using Cypp.Identity.Domain;
using Cypp.Identity.Protocol;
using Cypp.ServiceKit.Errors;
using OpenIddict.Abstractions;

namespace Cypp.Identity.Features;

/// <summary>Second half of a client's rotation: from now on no assertion signed with this key is believed (ID-2).</summary>
internal sealed class RetireClientKey(IOpenIddictApplicationManager clients)
{
    /// <returns><c>client-unknown</c>, <c>key-unknown</c>, <c>key-last</c>, or null.</returns>
    public async Task<Error?> HandleAsync(string clientId, string keyId, CancellationToken cancellationToken)
    {
        if (await clients.FindByClientIdAsync(clientId, cancellationToken) is not { } client)
        {
            return AgencyErrors.ClientUnknown;
        }

        var present = (await clients.GetJsonWebKeySetAsync(client, cancellationToken))?.Keys ?? [];
        if (present.All(key => key.KeyId != keyId))
        {
            return AgencyErrors.KeyUnknown;
        }

        // A client without a key could not come back by itself: whoever means that revokes it.
        if (present.Count == 1)
        {
            return AgencyErrors.KeyLast;
        }

        await clients.SaveKeysAsync(client, present.Where(key => key.KeyId != keyId), cancellationToken);
        return null;
    }
}
