using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.Gateway.Exchange;

/// <summary>How the gateway proves who it is (private_key_jwt, RFC 7523): an assertion signed anew for each exchange.</summary>
internal sealed class GatewayAssertion(IOptions<ExchangeOptions> options, TimeProvider clock)
{
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly Lazy<SigningCredentials> _credentials = new(() => Read(File.ReadAllText(options.Value.KeyFile!)));

    /// <summary>Whether a file holds a key to sign with.</summary>
    public static bool IsKey(string file)
    {
        try
        {
            var text = File.ReadAllText(file);
            return text.Contains("PRIVATE KEY", StringComparison.Ordinal) && Read(text) is not null;
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    public string Sign()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.Value.ClientId,
            Audience = options.Value.Issuer,
            TokenType = "client-authentication+jwt",
            IssuedAt = now,
            Expires = now.AddMinutes(1),
            SigningCredentials = _credentials.Value,
            Claims = new Dictionary<string, object> { ["sub"] = options.Value.ClientId, ["jti"] = Guid.CreateVersion7().ToString() },
        });
    }

    // The key's thumbprint (RFC 7638) names it, here and where it is registered.
    private static SigningCredentials Read(string pem)
    {
        try
        {
            var ec = ECDsa.Create();
            ec.ImportFromPem(pem);
            return Named(new ECDsaSecurityKey(ec), SecurityAlgorithms.EcdsaSha256);
        }
        catch (CryptographicException)
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return Named(new RsaSecurityKey(rsa), SecurityAlgorithms.RsaSsaPssSha256);
        }
    }

    private static SigningCredentials Named(AsymmetricSecurityKey key, string algorithm)
    {
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return new SigningCredentials(key, algorithm);
    }
}
