using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using Cypp.Identity.Domain;
using Cypp.ServiceKit.Errors;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.Identity.Features;

/// <summary>Reads an agency's public key as it comes: JWK (RFC 7517) or PEM.</summary>
internal static class PublicKeys
{
    /// <summary>A public key as a request gives it: one of the first two.</summary>
    /// <param name="Pem">SubjectPublicKeyInfo, RFC 7468.</param>
    /// <param name="KeyId">Its name; its own, or its thumbprint (RFC 7638), if left out.</param>
    public sealed record Given(JsonElement? Jwk = null, string? Pem = null, string? KeyId = null);

    /// <param name="keyId">Name of the key; without one a JWK keeps its own, else its thumbprint (RFC 7638) names it.</param>
    /// <returns>What is public of it and no more.</returns>
    /// <exception cref="ArgumentException">Neither a JWK nor a PEM public key.</exception>
    public static JsonWebKey Read(string text, string? keyId = null)
    {
        var read = text.TrimStart().StartsWith('{') ? new JsonWebKey(text) : FromPem(text);
        if (IsPrivate(read))
        {
            throw new ArgumentException(AgencyErrors.KeyPrivate.Title);
        }

        var key = new JsonWebKey { Kty = read.Kty, N = read.N, E = read.E, Crv = read.Crv, X = read.X, Y = read.Y, Use = "sig" };
        key.KeyId = keyId ?? (string.IsNullOrEmpty(read.KeyId) ? Base64UrlEncoder.Encode(key.ComputeJwkThumbprint()) : read.KeyId);
        return key;
    }

    public static bool TryRead(IReadOnlyList<Given> given, out IReadOnlyList<JsonWebKey> keys, [NotNullWhen(false)] out Error? error)
    {
        (keys, error) = ([], given.All(one => one.Jwk is null != one.Pem is null) ? null : AgencyErrors.KeyUnusable);
        try
        {
            keys = error is null ? [.. given.Select(one => Read(one.Jwk?.GetRawText() ?? one.Pem!, one.KeyId))] : [];
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or CryptographicException or FormatException)
        {
            error = unreadable.Message == AgencyErrors.KeyPrivate.Title ? AgencyErrors.KeyPrivate : AgencyErrors.KeyUnusable;
        }

        return error is null;
    }

    /// <returns>Why these cannot be a client's keys, or null.</returns>
    public static Error? AreUsable(IReadOnlyList<JsonWebKey> keys)
    {
        if (keys.Any(IsPrivate))
        {
            return AgencyErrors.KeyPrivate;
        }

        return keys.Count is 1 or 2 && keys.All(key => IsStrong(key) && key.KeyId.Length is > 0 and <= Agency.CodeLength)
            && keys.DistinctBy(key => key.KeyId).Count() == keys.Count ? null : AgencyErrors.KeyUnusable;
    }

    // Half a private key is one too.
    private static bool IsPrivate(JsonWebKey key) =>
        key.HasPrivateKey || new[] { key.D, key.P, key.Q, key.DP, key.DQ, key.QI, key.K }.Any(part => !string.IsNullOrEmpty(part));

    private static bool IsStrong(JsonWebKey key)
    {
        try
        {
            if (key.Kty == "EC")
            {
                // Refuses what is no point of the curve.
                using var ec = ECDsa.Create(new ECParameters
                {
                    Curve = key.Crv switch { "P-256" => ECCurve.NamedCurves.nistP256, "P-384" => ECCurve.NamedCurves.nistP384, _ => throw new ArgumentException(key.Crv) },
                    Q = new ECPoint { X = Base64UrlEncoder.DecodeBytes(key.X), Y = Base64UrlEncoder.DecodeBytes(key.Y) },
                });
                return true;
            }

            using var rsa = key.Kty == "RSA" ? RSA.Create(new RSAParameters { Modulus = Base64UrlEncoder.DecodeBytes(key.N), Exponent = Base64UrlEncoder.DecodeBytes(key.E) }) : null;
            return rsa?.KeySize >= 2048;
        }
        catch (Exception broken) when (broken is CryptographicException or ArgumentException or FormatException)
        {
            return false;
        }
    }

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
