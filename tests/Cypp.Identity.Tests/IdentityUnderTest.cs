using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cypp.Access;
using Cypp.Identity.Domain;
using Cypp.Identity.Features;
using Cypp.ServiceKit.Trust;
using Cypp.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.Identity.Tests;

/// <summary>The identity service with one registered agency, whose client signs as the test says.</summary>
internal sealed class IdentityUnderTest(ServiceUnderTest service, TestKey key) : IAsyncDisposable
{
    public const string Issuer = "http://localhost/identity";
    public const string ClientId = "north-school-system";
    public const string AccessToken = "urn:ietf:params:oauth:token-type:access_token";
    public const string TokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange";
    public static readonly Guid AgencyId = new("0193a000-0000-7000-8000-000000000001");

    private static readonly Lazy<string> Keys = new(() => Directory.CreateTempSubdirectory("cypp-keys-").FullName);
    private static readonly ConcurrentDictionary<Engine, Lazy<Task<IdentityUnderTest>>> Shared = new();

    public TestKey Key => key;

    public DateTimeOffset Now => service.Time.GetUtcNow();

    public ServiceUnderTest Service => service;

    /// <summary>Thumbprint of the certificate that the gateway says the caller showed; null: none.</summary>
    public string? Shown { get; set; }

    /// <summary>For tests that register nothing for the agency of all tests, and move no time.</summary>
    public static Task<IdentityUnderTest> SharedAsync(Engine engine = Engine.Sqlite) => Shared.GetOrAdd(engine, _ => new(() => StartAsync(engine))).Value;

    /// <param name="gateway">Key of the gateway, which is registered too when it is given.</param>
    public static async Task<IdentityUnderTest> StartAsync(Engine engine, string? keyDirectory = null, TestKey? gateway = null)
    {
        var identity = await StartAsync(engine, TestKey.Rsa("first"), keyDirectory, database: null);
        Assert.Null(await identity.RegisterAsync(identity.Request()));
        await identity.RegisterGatewayAsync(gateway);
        return identity;
    }

    /// <summary>Two processes over one PostgreSQL database and one directory of keys.</summary>
    public static async Task<(IdentityUnderTest First, IdentityUnderTest Second)> StartReplicasAsync(TestKey? gateway = null)
    {
        var (key, keyDirectory, database) = (TestKey.Rsa("first"), Directory.CreateTempSubdirectory("cypp-keys-").FullName, await TestPostgres.CreateDatabaseAsync());
        var first = await StartAsync(Engine.PostgreSql, key, keyDirectory, database);
        Assert.Null(await first.RegisterAsync(first.Request()));
        await first.RegisterGatewayAsync(gateway);
        return (first, await StartAsync(Engine.PostgreSql, key, keyDirectory, database));
    }

    public RegisterAgency.Request Request(string clientId = ClientId, params JsonWebKey[] keys) => new(
        AgencyId, "North School", "school", "aire-valley", [Roles.SchoolLead, Roles.KeyAdult], clientId, keys.Length > 0 ? keys : [Key.Public]);

    public async Task<ServiceKit.Errors.Error?> RegisterAsync(RegisterAgency.Request request)
    {
        await using var scope = service.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RegisterAgency>().HandleAsync(request, CancellationToken.None);
    }

    public Assertion Assertion() => new(ClientId, Issuer, Now, Key);

    public Task<(int Status, JsonNode Body)> AskAsync(Assertion assertion) => AskAsync(assertion.Sign());

    public Task<(int Status, JsonNode Body)> AskAsync(string assertion, params (string Name, string Value)[] more) =>
        SendAsync([("grant_type", "client_credentials"), ("client_assertion", assertion), .. more]);

    /// <summary>An access token for the agency of all tests.</summary>
    public async Task<string> TokenAsync(params (string Name, string Value)[] more) =>
        (string)(await AskAsync(Assertion().Sign(), more)).Body["access_token"]!;

    /// <summary>Token exchange, by whoever signed the assertion.</summary>
    public Task<(int Status, JsonNode Body)> ExchangeAsync(Assertion assertion, string token, params (string Name, string Value)[] more) => SendAsync(
        [
            ("grant_type", TokenExchange), ("client_assertion", assertion.Sign()), ("subject_token", token), ("subject_token_type", AccessToken),
            ("requested_token_type", AccessToken), .. more,
        ]);

    /// <summary>Posts to the token endpoint.</summary>
    public Task<(int Status, JsonNode Body)> SendAsync(params IEnumerable<(string Name, string Value)> parameters) => PostAsync("token", parameters);

    /// <param name="endpoint">Last segment of its address.</param>
    /// <param name="bearer">Sent too, where an agency's client sends its token with everything.</param>
    public async Task<(int Status, JsonNode Body)> PostAsync(string endpoint, IEnumerable<(string Name, string Value)> parameters, string? bearer = null)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            .. parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value)),
        ]);
        using var client = service.AnonymousClient();
        client.DefaultRequestHeaders.Authorization = bearer is null ? null : new("Bearer", bearer);
        if (Shown is not null)
        {
            client.DefaultRequestHeaders.Add(CallersCertificate.Header, Shown);
        }

        using var response = await client.PostAsync("/identity/connect/" + endpoint, form);
        return ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonNode>())!);
    }

    /// <summary>One of the service's use cases, by itself.</summary>
    public async Task<TResult> DoAsync<T, TResult>(Func<T, Task<TResult>> work) where T : notnull
    {
        await using var scope = service.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<T>());
    }

    /// <returns>Code of the refusal; null: it is revoked.</returns>
    public async Task<string?> RevokeAsync(RevocationKind kind, string subject) =>
        (await DoAsync<Revoke, ServiceKit.Errors.Error?>(revoke => revoke.HandleAsync(kind, subject, CancellationToken.None)))?.Code;

    public Task ReinstateAsync(RevocationKind kind, string subject) => DoAsync<Reinstate, int>(async reinstate =>
    {
        await reinstate.HandleAsync(kind, subject, CancellationToken.None);
        return 0;
    });

    public ValueTask DisposeAsync() => service.DisposeAsync();

    private async Task RegisterGatewayAsync(TestKey? gateway)
    {
        if (gateway is not null)
        {
            await using var scope = service.Services.CreateAsyncScope();
            Assert.Null(await scope.ServiceProvider.GetRequiredService<RegisterGateway>().HandleAsync([gateway.Public], CancellationToken.None));
        }
    }

    private static async Task<IdentityUnderTest> StartAsync(Engine engine, TestKey key, string? keyDirectory, TestPostgres? database)
    {
        var settings = new Dictionary<string, string?> { ["Identity:Issuer"] = Issuer, ["Identity:KeyDirectory"] = keyDirectory ?? Keys.Value };
        // The token library compares expiry with the machine's own clock.
        return new IdentityUnderTest(await ServiceUnderTest.StartAsync<IdentityModule>(engine, TimeProvider.System.GetUtcNow(), settings, postgres: database), key);
    }
}
