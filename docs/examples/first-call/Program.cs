// From nothing to the first authorised call. The operator's system registers an agency and its client over HTTP; the agency,
// with its own key, gets a token for one of its practitioners and asks the index for a child. Prints the answer.
//   dotnet run --project docs/examples/first-call <operator's client id> <its private key, PEM> <name of that key>
// CYPP_GATEWAY: where the platform is, http://localhost:8080 unless set.
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

var gateway = Environment.GetEnvironmentVariable("CYPP_GATEWAY") ?? "http://localhost:8080";
using var http = new HttpClient { BaseAddress = new Uri(gateway) };

// The agency makes its key and keeps it; the operator gets the public half.
using var agencyKey = RSA.Create(2048);
var (agency, client) = (Guid.CreateVersion7(), $"school-{Guid.CreateVersion7()}");

// The operator, once: an agency, what it may be, until when; its client and key.
using var operatorKey = RSA.Create();
operatorKey.ImportFromPem(await File.ReadAllTextAsync(args[1]));
var administrator = await TokenAsync(args[0], operatorKey, args[2], "platform-administrator");
var inAYear = TimeProvider.System.GetUtcNow().AddYears(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
await PostAsync("/identity/v1/agencies", administrator, new { agencyId = agency, name = "My school", type = "school", roles = new[] { "school-lead" }, contractEndsOn = inAYear });
await PostAsync($"/identity/v1/agencies/{agency}/clients", administrator, new { clientId = client, keys = new[] { new { pem = agencyKey.ExportSubjectPublicKeyInfoPem(), keyId = "my-key" } } });

// The agency, from now on by itself.
var lead = await TokenAsync(client, agencyKey, "my-key", "school-lead");
Console.WriteLine(await PostAsync("/index/v1/match", lead, new { givenName = "Ada", familyName = "Nobody", birthDate = "2008-01-01", postcode = "LS1 1UR" }));

// Signs who acts, and swaps that for an access token (five minutes).
async Task<string> TokenAsync(string clientId, RSA key, string keyId, string role)
{
    var now = TimeProvider.System.GetUtcNow().UtcDateTime;
    var assertion = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = clientId,
        Audience = $"{gateway}/identity",
        IssuedAt = now,
        Expires = now.AddMinutes(2),
        SigningCredentials = new SigningCredentials(new RsaSecurityKey(key) { KeyId = keyId }, SecurityAlgorithms.RsaSsaPssSha256),
        Claims = new Dictionary<string, object>
        {
            ["sub"] = clientId,
            ["jti"] = Guid.CreateVersion7().ToString(),
            ["practitioner_id"] = Guid.CreateVersion7().ToString(),
            ["practitioner_role"] = role,
        },
    });
    using var form = new FormUrlEncodedContent(new Dictionary<string, string>
    {
        ["grant_type"] = "client_credentials",
        ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        ["client_assertion"] = assertion,
    });
    using var response = await http.PostAsync("/identity/connect/token", form);
    response.EnsureSuccessStatusCode();
    return (string)(await response.Content.ReadFromJsonAsync<JsonNode>())!["access_token"]!;
}

// Every write has a key of its own, by which a repetition is known.
async Task<string> PostAsync(string path, string token, object body)
{
    using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
    request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
    using var response = await http.SendAsync(request);
    var answer = await response.Content.ReadAsStringAsync();
    return response.IsSuccessStatusCode ? answer : throw new HttpRequestException($"{path} answered {(int)response.StatusCode}: {answer}");
}
