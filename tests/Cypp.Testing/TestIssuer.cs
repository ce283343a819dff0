using System.Security.Cryptography;
using Cypp.ServiceKit.Trust;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.Testing;

/// <summary>Issues access tokens in the shape of the platform's own, signed with a key of this run.</summary>
public sealed class TestIssuer : ISigningKeySource
{
    public const string Issuer = "https://issuer.test/identity";

    public const string ClientId = "test-client";
    public const string AllServices = "index early-help safeguarding learning health outcomes identity";

    private readonly ECDsaSecurityKey _key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public TestIssuer() => _key.KeyId = Base64UrlEncoder.Encode(_key.ComputeJwkThumbprint());

    /// <summary>The private key, for an identity service that signs with the same.</summary>
    public string Pem => _key.ECDsa.ExportPkcs8PrivateKeyPem();

    /// <summary>What this issuer says is revoked: nothing, until a test says otherwise.</summary>
    public Func<CancellationToken, Task<RevokedList>> Revoked { get; set; } = _ => Task.FromResult(RevokedList.Empty);

    public string KeyId => _key.KeyId;

    public Task<RevokedList> ReadRevokedAsync(CancellationToken cancellationToken) => Revoked(cancellationToken);

    /// <summary>Whether it shows its key no longer.</summary>
    public bool IsKeyWithdrawn { get; set; }

    public IEnumerable<SecurityKey> Keys => IsKeyWithdrawn ? [] : [_key];

    /// <param name="boundTo">Thumbprint of the certificate with which alone it is good.</param>
    /// <param name="issuedAt">Now unless given.</param>
    /// <param name="keyId">What its header says of the key; the truth unless given.</param>
    public string TokenFor(TestPractitioner practitioner, string audience = TokenTrust.EdgeAudience, string type = "at+jwt", string issuer = Issuer, string scope = AllServices,
        TimeSpan? lifetime = null, string? boundTo = null, string? keyId = null, DateTimeOffset? issuedAt = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object>
        {
            ["sub"] = ClientId,
            ["client_id"] = ClientId,
            ["scope"] = scope,
            ["agency"] = practitioner.AgencyId.ToString(),
            ["agency_type"] = practitioner.AgencyType,
            ["practitioner_id"] = practitioner.PractitionerId.ToString(),
            ["practitioner_role"] = practitioner.Role,
        };
        if (practitioner.Cluster is not null)
        {
            claims["cluster"] = practitioner.Cluster;
        }

        if (practitioner.SignedInAt is { } signedIn)
        {
            (claims["acr"], claims["auth_time"]) = ("aal2", signedIn.ToUnixTimeSeconds());
        }

        if (practitioner.MayOverride)
        {
            claims["may_override"] = true;
        }

        if (practitioner.SessionId is not null)
        {
            claims["sid"] = practitioner.SessionId;
        }

        if (boundTo is not null)
        {
            claims[CallersCertificate.Claim] = new Dictionary<string, object> { ["x5t#S256"] = boundTo };
        }

        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            TokenType = type,
            IssuedAt = issuedAt?.UtcDateTime ?? now,
            NotBefore = now.AddMinutes(-1),
            Expires = now + (lifetime ?? TimeSpan.FromHours(1)),
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(_key.ECDsa) { KeyId = keyId ?? _key.KeyId }, TokenTrust.Algorithm),
            Claims = claims,
        });
    }
}
