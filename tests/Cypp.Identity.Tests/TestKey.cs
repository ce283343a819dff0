using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.Identity.Tests;

/// <summary>A key pair of an agency's system.</summary>
internal sealed record TestKey(string Kid, SecurityKey Private, string Algorithm, JsonWebKey Public)
{
    public static TestKey Rsa(string kid, string algorithm = SecurityAlgorithms.RsaSsaPssSha256, int bits = 2048)
    {
        var key = new RsaSecurityKey(RSA.Create(bits)) { KeyId = kid };
        var open = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(key.Rsa.ExportParameters(false)) { KeyId = kid });
        return new TestKey(kid, key, algorithm, open);
    }

    public static TestKey Ec(string kid, string algorithm = SecurityAlgorithms.EcdsaSha256)
    {
        var key = ECDsa.Create(algorithm == SecurityAlgorithms.EcdsaSha384 ? ECCurve.NamedCurves.nistP384 : ECCurve.NamedCurves.nistP256);
        var half = ECDsa.Create(key.ExportParameters(false));
        return new TestKey(
            kid, new ECDsaSecurityKey(key) { KeyId = kid }, algorithm,
            JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(half) { KeyId = kid }));
    }

    /// <summary>A key for an algorithm, named after it.</summary>
    public static TestKey For(string algorithm) => algorithm.StartsWith("ES", StringComparison.Ordinal) ? Ec(algorithm, algorithm) : Rsa(algorithm, algorithm);
}
