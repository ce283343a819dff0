using System.Security.Cryptography;
using Cypp.Identity.Domain;
using Cypp.ServiceKit.Errors;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.Identity.Features;

/// <summary>Reads an agency's public key as it comes: JWK (RFC 7517) or PEM.</summary>
internal static class PublicKeys
{
    /// <param name="keyId">Name of the key; without one a JWK keeps its own, else its thumbprint (RFC 7638) names it.</param>
    /// <exception cref="ArgumentException">Neither a JWK nor a PEM public key.</exception>
    public static JsonWebKey Read(string text, string? keyId = null)
    {
        var key = text.TrimStart().StartsWith('{') ? new JsonWebKey(text) : FromPem(text);
        key.KeyId = keyId ?? (string.IsNullOrEmpty(key.KeyId) ? Base64UrlEncoder.Encode(key.ComputeJwkThumbprint()) : key.KeyId);
        key.Use = "sig";
        return key;
    }

    /// <returns>Why these cannot be a client's keys, or null.</returns>
    public static Error? AreUsable(IReadOnlyList<JsonWebKey> keys)
    {
        if (keys.Any(key => key.HasPrivateKey))
        {
            return AgencyErrors.KeyPrivate;
        }

        return keys.Count is 1 or 2 && keys.All(IsStrong) && keys.DistinctBy(key => key.KeyId).Count() == keys.Count ? null : AgencyErrors.KeyUnusable;
    }

    private static bool IsStrong(JsonWebKey key) => (key.Kty, key.Crv) is ("RSA", _) or ("EC", "P-256" or "P-384") && (key.Kty == "EC" || key.KeySize >= 2048);

    private static JsonWebKey FromPem(string pem)
    {
        if (pem.Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            throw new ArgumentException(AgencyErrors.KeyPrivate.Title);
        }

        try
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(rsa));
        }
        catch (CryptographicException)
        {
            var ec = ECDsa.Create();
            ec.ImportFromPem(pem);
            return JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(ec));
        }
    }
}
