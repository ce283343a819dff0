using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Cypp.ServiceKit.Trust;
using Cypp.Testing;
using Cypp.Testing.Servers;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.Gateway.Tests;

/// <summary>RFC 8705, ID-2, ID-4: an agency binds its tokens to its certificate by command, changes it, and is never refused; a thief always is.</summary>
public sealed class CertificateRotationTests : IAsyncDisposable
{
    private const string Header = "ssl-client-cert";
    private readonly string _directory = Directory.CreateTempSubdirectory("cypp-certificates-").FullName;
    private readonly (TestCertificate First, TestCertificate Second) _own = (TestCertificate.New(), TestCertificate.New());
    private IdentityService? _identity;

    [Fact]
    public async Task Rotation_FromNoneToTwoToOne_GivesEachCertificateItsOwnTokens()
    {
        _identity = await IdentityService.StartAsync(standing: false);
        await using var gateway = await GatewayUnderTest.StartAsync(
            [$"--Edge:CertificateHeader={Header}", "--Edge:TrustedProxies:0=127.0.0.0/8", $"--Services:identity={_identity.Address}"], with: _identity);
        using var client = gateway.Client(null);
        var unbound = await TokenAsync(client, null);
        Assert.Equal(200, await UseAsync(client, unbound, null));
        await _identity.AddCertificateAsync(_own.First);
        Assert.Null(await TokenAsync(client, null));
        var ofFirst = await TokenAsync(client, _own.First);
        Assert.Equal((200, 401, 401), (await UseAsync(client, ofFirst, _own.First), await UseAsync(client, ofFirst, _own.Second), await UseAsync(client, ofFirst, null)));
        await _identity.AddCertificateAsync(_own.Second);
        var ofSecond = await TokenAsync(client, _own.Second);
        Assert.Equal((200, 401), (await UseAsync(client, ofSecond, _own.Second), await UseAsync(client, ofSecond, _own.First)));
        await _identity.RunAsync("agency", "retire-certificate", "--client", TestIssuer.ClientId, "--thumbprint", _own.First.Thumbprint);
        Assert.Null(await TokenAsync(client, _own.First));
        Assert.NotNull(await TokenAsync(client, _own.Second));
        // At a service for which none of before is kept.
        Assert.Equal((401, 200), (await UseAsync(client, ofFirst, _own.First, "learning"), await UseAsync(client, ofSecond, _own.Second, "learning")));
    }

    /// <summary>GW-4: which certificate was shown is told by the gateway; a service that was broken into says it in vain.</summary>
    [Fact]
    public async Task Token_CertificateToldByWhoIsNotTheGateway_IsNotBelieved()
    {
        using var authority = new PeerAuthority();
        authority.Issue("identity", Path.Combine(_directory, "identity"));
        _identity = await IdentityService.StartAsync(standing: false, certificates: Path.Combine(_directory, "identity"));
        await _identity.AddCertificateAsync(_own.First);
        foreach (var (peer, status) in new[] { ("health", 421), ("gateway", 200) })
        {
            authority.Issue(peer, Path.Combine(_directory, peer));
            using var certificate = X509Certificate2.CreateFromPemFile(Path.Combine(_directory, peer, "tls.crt"), Path.Combine(_directory, peer, "tls.key"));
            using var client = new HttpClient(new SocketsHttpHandler
            {
                SslOptions = new SslClientAuthenticationOptions
                {
                    LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate,
                    RemoteCertificateValidationCallback = (_, server, _, _) => server is not null,
                },
            })
            { BaseAddress = new Uri(_identity.Address) };
            client.DefaultRequestHeaders.Add(CallersCertificate.Header, _own.First.Thumbprint);
            using var request = Asking();
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(status, (int)answer.StatusCode);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_identity?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(_directory, recursive: true);
    }

    /// <returns>Null: refused as every client that is not believed.</returns>
    private async Task<string?> TokenAsync(HttpClient client, TestCertificate? shown)
    {
        using var request = Asking();
        Show(request, shown);
        using var response = await client.SendAsync(request);
        var body = await response.Content.ReadFromJsonAsync<JsonNode>();
        if (!response.IsSuccessStatusCode)
        {
            Assert.Equal((401, "invalid_client"), ((int)response.StatusCode, (string?)body!["error"]));
        }

        return (string?)body!["access_token"];
    }

    private HttpRequestMessage Asking() => new(HttpMethod.Post, "/identity/connect/token")
    {
        Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = Assertion(),
        }),
    };

    private static async Task<int> UseAsync(HttpClient client, string? token, TestCertificate? shown, string service = "index")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/{service}/v1/used");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Show(request, shown);
        using var response = await client.SendAsync(request);
        return (int)response.StatusCode;
    }

    private static void Show(HttpRequestMessage request, TestCertificate? certificate)
    {
        if (certificate is not null)
        {
            request.Headers.TryAddWithoutValidation(Header, certificate.Escaped);
        }
    }

    // The tests' agency has the gateway's key.
    private string Assertion()
    {
        using var ec = ECDsa.Create();
        ec.ImportFromPem(File.ReadAllText(_identity!.GatewayKeyFile));
        var key = new ECDsaSecurityKey(ec) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = TestIssuer.ClientId,
            Audience = TestIssuer.Issuer,
            TokenType = "client-authentication+jwt",
            IssuedAt = now,
            Expires = now.AddMinutes(1),
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = TestIssuer.ClientId,
                ["jti"] = Guid.CreateVersion7().ToString(),
                ["practitioner_id"] = Guid.CreateVersion7().ToString(),
                ["practitioner_role"] = Access.Roles.SocialWorker,
            },
        });
    }
}
