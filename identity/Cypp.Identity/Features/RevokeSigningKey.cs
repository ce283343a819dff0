using Cypp.Identity.Domain;
using Cypp.Identity.Protocol;
using Cypp.ServiceKit.Errors;

namespace Cypp.Identity.Features;

/// <summary>
/// A signing key that somebody else may have: it signs no more at once, and what it signed is refused everywhere within a
/// minute, whatever date it bears (ID-6).
/// </summary>
internal sealed class RevokeSigningKey(Revoke revoke, SigningKeys keys)
{
    /// <returns><c>signing-key-unknown</c>, or null.</returns>
    public async Task<Error?> HandleAsync(string keyId, CancellationToken cancellationToken)
    {
        if (keys.All.All(key => key.Key.KeyId != keyId))
        {
            return AgencyErrors.SigningKeyUnknown;
        }

        // Listed first: were the key gone and not listed, a forger's tokens would live as long as services remember it.
        var error = await revoke.HandleAsync(RevocationKind.SigningKey, keyId, cancellationToken);
        keys.Replace(keyId);
        return error;
    }
}
