using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cypp.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.Identity.Tests;

/// <summary>ID-9: what discovery says, is so.</summary>
public sealed class DiscoveryTests
{
    private static readonly TestKey Gateway = TestKey.Ec("gateway");

    /// <summary>Every member has its check here; one that has none fails the test.</summary>
    [Fact]
    public async Task Discovery_EveryValueInIt_Works()
    {
        await using var identity = await IdentityUnderTest.StartAsync(Engine.Sqlite, gateway: Gateway);
        using var http = identity.Service.AnonymousClient();
        var document = (await http.GetFromJsonAsync<JsonObject>("/identity/.well-known/openid-configuration"))!;
        foreach (var (member, value) in document)
        {
            foreach (var one in value is JsonArray several ? several.ToList() : [value])
            {
                Assert.True(await WorksAsync(identity, http, member, one!), $"{member}: {one}");
            }
        }

        Assert.Equal(
            ["grant_types_supported", "issuer", "jwks_uri", "scopes_supported", "token_endpoint", "token_endpoint_auth_methods_supported", "token_endpoint_auth_signing_alg_values_supported"],
            document.Where(member => !IsFalse(member.Value!) && member.Key != "subject_types_supported").Select(member => member.Key).Order());
    }

    private static async Task<bool> WorksAsync(IdentityUnderTest identity, HttpClient http, string member, JsonNode value) => member switch
    {
        "issuer" => new JsonWebToken(await identity.TokenAsync()).Issuer == (string?)value,
        "jwks_uri" => (await http.GetFromJsonAsync<JsonObject>(Path(value)))!["keys"]!.AsArray().Count > 0,
        "token_endpoint" => Path(value) == "/identity/connect/token" && (await identity.AskAsync(identity.Assertion())).Status == 200,
        "grant_types_supported" => (string?)value switch
        {
            "client_credentials" => (await identity.AskAsync(identity.Assertion())).Status == 200,
            IdentityUnderTest.TokenExchange => (await identity.ExchangeAsync(
                new Assertion("gateway", IdentityUnderTest.Issuer, identity.Now, Gateway), await identity.TokenAsync(),
                ("scope", "index"), ("audience", "urn:svc:index"))).Status == 200,
            _ => false,
        },
        "token_endpoint_auth_methods_supported" => (string?)value == "private_key_jwt",
        "token_endpoint_auth_signing_alg_values_supported" => await SignsAsync(identity, TestKey.For((string)value!)),
        "scopes_supported" => new JsonWebToken(await identity.TokenAsync(("scope", (string)value!))).GetClaim("scope").Value == (string?)value,
        // OpenID Connect Discovery 1.0 section 3 demands it; sub is the same for every audience.
        "subject_types_supported" => (string?)value == "public",
        // What is said not to be offered promises nothing.
        _ => IsFalse(value),
    };

    private static bool IsFalse(JsonNode value) => value is JsonValue one && one.TryGetValue<bool>(out var offered) && !offered;

    private static async Task<bool> SignsAsync(IdentityUnderTest identity, TestKey key)
    {
        Assert.Null(await identity.RegisterAsync(identity.Request("another-system", key.Public) with { SignsWithPkcs1 = true }));
        return (await identity.AskAsync(new Assertion("another-system", IdentityUnderTest.Issuer, identity.Now, key))).Status == 200;
    }

    [Fact]
    public async Task Jwks_AfterARestart_StillVerifiesOlderTokens()
    {
        var keys = Directory.CreateTempSubdirectory("cypp-keys-").FullName;
        string token;
        await using (var first = await IdentityUnderTest.StartAsync(Engine.Sqlite, keys))
        {
            token = (string)(await first.AskAsync(first.Assertion())).Body["access_token"]!;
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(keys))));
        await using var second = await IdentityUnderTest.StartAsync(Engine.Sqlite, keys);
        var jwks = new JsonWebKeySet(await second.Service.AnonymousClient().GetStringAsync("/identity/.well-known/jwks"));
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = jwks.GetSigningKeys(),
            ValidIssuer = IdentityUnderTest.Issuer,
            ValidAudience = "urn:cypp",
            ValidTypes = ["at+jwt"],
        });
        Assert.True(result.IsValid, result.Exception?.Message);
    }

    // What it says is what callers see in front of everything.
    private static string Path(JsonNode address)
    {
        Assert.StartsWith(IdentityUnderTest.Issuer + "/", (string?)address);
        return new Uri((string)address!).AbsolutePath;
    }
}
