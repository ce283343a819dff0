using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Cypp.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.Story.Agencies;

/// <summary>
/// An agency's own system: it signs an assertion that names who acts, gets a token at the gateway and calls with it.
/// </summary>
/// <param name="watch">Sees every request and answer on its way.</param>
public sealed class AgencySystem(Uri gateway, DemoAgency agency, AgencyKeys keys, Func<HttpMessageHandler, DelegatingHandler>? watch = null)
{
    private static readonly TimeSpan Renewal = TimeSpan.FromMinutes(4);
    private readonly ConcurrentDictionary<Guid, (AgencyClient Client, DateTimeOffset Until)> _clients = new();

    public DemoAgency Agency => agency;

    /// <summary>A client that acts as one of the agency's people.</summary>
    public async Task<AgencyClient> AsAsync(string role, int number = 1)
    {
        var practitioner = agency.Practitioner(role, number);
        var now = TimeProvider.System.GetUtcNow();
        if (_clients.TryGetValue(practitioner, out var known) && known.Until > now)
        {
            return known.Client;
        }

        var client = Patient.Client(gateway, watch);
        client.DefaultRequestHeaders.Authorization = new("Bearer", await TokenAsync(role, practitioner));
        var agencyClient = new AgencyClient(client);
        _clients[practitioner] = (agencyClient, now + Renewal);
        return agencyClient;
    }

    /// <summary>A new access token of one of the agency's people.</summary>
    public async Task<string> TokenAsync(string role, Guid practitioner)
    {
        var now = TimeProvider.System.GetUtcNow();
        var assertion = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = agency.ClientId,
            Audience = new Uri(gateway, "identity").ToString(),
            TokenType = "client-authentication+jwt",
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.UtcDateTime.AddMinutes(2),
            SigningCredentials = keys.CredentialsOf(agency),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = agency.ClientId,
                ["jti"] = Guid.CreateVersion7().ToString(),
                ["practitioner_id"] = practitioner.ToString(),
                ["practitioner_role"] = role,
            },
        });
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = assertion,
        });
        using var http = Patient.Client(gateway, watch);
        using var response = await http.PostAsync(new Uri(gateway, "/identity/connect/token"), form);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return response.IsSuccessStatusCode
            ? answer.GetProperty("access_token").GetString()!
            : throw new InvalidOperationException($"No token for {agency.Code} as {role}: {(int)response.StatusCode} {answer}");
    }
}
