using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cypp.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.Identity.Tests;

/// <summary>ID-9: what discovery says, is so.</summary>
public sealed class DiscoveryTests
{
    /// <summary>Every member has its check here; one that has none fails the test.</summary>
    [Fact]
    public async Task Discovery_EveryValueInIt_Works()
    {
        await using var people = await PeopleUnderTest.StartAsync(Engine.Sqlite);
        var identity = people.Identity;
        var person = await people.EnrolledAsync();
        using var http = identity.Service.AnonymousClient();
        var document = (await http.GetFromJsonAsync<JsonObject>("/identity/.well-known/openid-configuration"))!;
        foreach (var (member, value) in document)
        {
            foreach (var one in value is JsonArray several ? several.ToList() : [value])
            {
                Assert.True(await WorksAsync(people, person, http, member, one!), $"{member}: {one}");
            }
        }

        Assert.Equal(
            [
                "authorization_endpoint", "authorization_response_iss_parameter_supported", "code_challenge_methods_supported", "grant_types_supported", "issuer", "jwks_uri",
                "pushed_authorization_request_endpoint", "pushed_authorization_request_endpoint_auth_methods_supported", "require_pushed_authorization_requests", "response_modes_supported", "response_types_supported", "scopes_supported",
                "token_endpoint", "token_endpoint_auth_methods_supported", "token_endpoint_auth_signing_alg_values_supported",
            ],
            document.Where(member => !IsFalse(member.Value!) && member.Key != "subject_types_supported").Select(member => member.Key).Order());
    }

    private static async Task<bool> WorksAsync(PeopleUnderTest people, PeopleUnderTest.Person person, HttpClient http, string member, JsonNode value) => member switch
    {
        "issuer" => new JsonWebToken(await people.Identity.TokenAsync()).Issuer == (string?)value,
        "jwks_uri" => (await http.GetFromJsonAsync<JsonObject>(Path(value)))!["keys"]!.AsArray().Count > 0,
        "token_endpoint" => Path(value) == "/identity/connect/token" && (await people.Identity.AskAsync(people.Identity.Assertion())).Status == 200,
        "pushed_authorization_request_endpoint" => Path(value) == "/identity/connect/par" && (await people.PushAsync()).Status == 201,
        "require_pushed_authorization_requests" => (bool)value && await WithoutAPushAsync(people) == 400,
        "authorization_endpoint" => Path(value) == "/identity/connect/authorize" && (await people.SignInAsync(person)).ContainsKey("code"),
        "authorization_response_iss_parameter_supported" => (bool)value && (await people.SignInAsync(person))["iss"] == IdentityUnderTest.Issuer,
        "response_types_supported" => (await people.SignInAsync(person, changes: ("response_type", (string?)value))).ContainsKey("code"),
        "response_modes_supported" => (await people.SignInAsync(person, changes: ("response_mode", (string?)value))).ContainsKey("code"),
        "code_challenge_methods_supported" => (await people.SignInAsync(person, changes: ("code_challenge_method", (string?)value))).ContainsKey("code"),
        "grant_types_supported" => await GrantsAsync(people, person, (string?)value),
        "token_endpoint_auth_methods_supported" or "pushed_authorization_request_endpoint_auth_methods_supported" => (string?)value == "private_key_jwt",
        "token_endpoint_auth_signing_alg_values_supported" => await SignsAsync(people.Identity, TestKey.For((string)value!)),
        "scopes_supported" => new JsonWebToken(await people.Identity.TokenAsync(("scope", (string)value!))).GetClaim("scope").Value == (string?)value,
        // OpenID Connect Discovery 1.0 section 3 demands it; sub is the same for every audience.
        "subject_types_supported" => (string?)value == "public",
        // What is said not to be offered promises nothing.
        _ => IsFalse(value),
    };

    private static async Task<bool> GrantsAsync(PeopleUnderTest people, PeopleUnderTest.Person person, string? grant) => grant switch
    {
        "client_credentials" => (await people.Identity.AskAsync(people.Identity.Assertion())).Status == 200,
        IdentityUnderTest.TokenExchange => (await people.ExchangeAsync(await people.Identity.TokenAsync())).Status == 200,
        "authorization_code" => (await people.RedeemAsync((await people.SignInAsync(person))["code"])).Status == 200,
        "refresh_token" => (await people.RefreshAsync((await people.SessionAsync(person)).Refresh)).Status == 200,
        _ => false,
    };

    private static async Task<int> WithoutAPushAsync(PeopleUnderTest people)
    {
        var browser = people.Browse();
        await browser.OpenAsync(
            $"/identity/connect/authorize?client_id={PeopleUnderTest.WebClient}&response_type=code&redirect_uri={Uri.EscapeDataString(PeopleUnderTest.Redirect)}"
            + $"&code_challenge={PeopleUnderTest.Challenge(PeopleUnderTest.Verifier)}&code_challenge_method=S256");
        return browser.Status;
    }

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
