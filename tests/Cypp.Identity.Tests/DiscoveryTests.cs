using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cypp.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.Identity.Tests;

/// <summary>ID-9: what discovery says, is so.</summary>
public sealed class DiscoveryTests
{
    [Fact]
    public async Task Discovery_EveryAddressInIt_Answers()
    {
        var identity = await IdentityUnderTest.SharedAsync();
        using var http = identity.Service.AnonymousClient();
        var document = (await http.GetFromJsonAsync<JsonObject>("/identity/.well-known/openid-configuration"))!;
        Assert.Equal(IdentityUnderTest.Issuer, (string?)document["issuer"]);
        Assert.Equal(["client_credentials"], document["grant_types_supported"]!.AsArray().Select(grant => (string?)grant));
        Assert.Equal(["private_key_jwt"], document["token_endpoint_auth_methods_supported"]!.AsArray().Select(method => (string?)method));
        var addresses = document.Where(member => member.Key is "jwks_uri" || member.Key.EndsWith("_endpoint", StringComparison.Ordinal)).ToList();
        Assert.Equal(["jwks_uri", "token_endpoint"], addresses.Select(member => member.Key).Order());
        Assert.All(addresses, member => Assert.StartsWith(IdentityUnderTest.Issuer + "/", (string?)member.Value));
        Assert.Equal(200, (int)(await http.GetAsync(Path((string?)document["jwks_uri"]))).StatusCode);
        Assert.Equal(400, (int)(await http.PostAsync(Path((string?)document["token_endpoint"]), new FormUrlEncodedContent([]))).StatusCode);
        string[] notOffered = ["scopes_supported", "response_types_supported", "code_challenge_methods_supported", "authorization_response_iss_parameter_supported"];
        Assert.All(notOffered, member => Assert.False(document.ContainsKey(member), member));
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

    private static string Path(string? address) => new Uri(address!).AbsolutePath;
}
