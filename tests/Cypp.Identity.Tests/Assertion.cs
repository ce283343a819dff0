using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cypp.Access;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.Identity.Tests;

/// <summary>A client assertion written member by member, so that a test can spoil each.</summary>
internal sealed class Assertion
{
    private readonly TestKey _key;

    public Assertion(string clientId, string audience, DateTimeOffset now, TestKey key)
    {
        _key = key;
        Header = new JsonObject { ["alg"] = key.Algorithm, ["kid"] = key.Kid, ["typ"] = "client-authentication+jwt" };
        Claims = new JsonObject
        {
            ["iss"] = clientId,
            ["sub"] = clientId,
            ["aud"] = audience,
            ["jti"] = Guid.CreateVersion7().ToString(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddSeconds(60).ToUnixTimeSeconds(),
            ["practitioner_id"] = Guid.CreateVersion7().ToString(),
            ["practitioner_role"] = Roles.SchoolLead,
        };
    }

    public JsonObject Header { get; }

    public JsonObject Claims { get; }

    public Assertion With(Action<Assertion> change)
    {
        change(this);
        return this;
    }

    public string Sign(Func<byte[], byte[]>? signature = null)
    {
        var text = $"{Part(Header)}.{Part(Claims)}";
        var bytes = Encoding.ASCII.GetBytes(text);
        return $"{text}.{Base64UrlEncoder.Encode((signature ?? Signed)(bytes))}";
    }

    private byte[] Signed(byte[] bytes) =>
        CryptoProviderFactory.Default.CreateForSigning(_key.Private, _key.Algorithm).Sign(bytes);

    private static string Part(JsonObject json) => Base64UrlEncoder.Encode(JsonSerializer.Serialize(json));
}
