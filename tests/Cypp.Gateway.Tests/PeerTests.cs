using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Cypp.ServiceKit.Trust;
using Cypp.Testing;
using Cypp.Testing.Servers;

namespace Cypp.Gateway.Tests;

/// <summary>GW-4, ID-4: gateway and services know each other by certificates of one authority, changed without a restart. Identity plays the service.</summary>
public sealed class PeerTests : IAsyncLifetime
{
    private const string Revoked = "/identity/internal/revocations";
    private readonly PeerAuthority _authority = new();
    private readonly string _directory = Directory.CreateTempSubdirectory("cypp-peers-").FullName;
    private IdentityService _identity = null!;

    public async ValueTask InitializeAsync()
    {
        _authority.Issue("identity", Folder("identity"));
        _identity = await IdentityService.StartAsync(standing: true, Folder("identity"));
    }

    [Fact]
    public async Task Call_ByACertificateOfThePlatform_IsAnswered()
    {
        using var client = Client("health");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Revoked, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Call_WithoutACertificate_FindsNobody()
    {
        using var client = Client(null);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(Revoked));
    }

    [Fact]
    public async Task Call_ByACertificateOfAnotherAuthority_FindsNobody()
    {
        using var other = new PeerAuthority();
        other.Issue("gateway", Folder("stranger"));
        using var client = Client("stranger", made: true);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(Revoked));
    }

    [Fact]
    public async Task Call_ByACertificateThatHasEnded_FindsNobody()
    {
        _authority.Issue("gateway", Folder("ended"), life: TimeSpan.FromMinutes(-1));
        using var client = Client("ended", made: true);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(Revoked));
    }

    /// <summary>ID-4: nor may it sign in, ask for tokens or state an address: who has broken into one service finds nothing at another.</summary>
    [Fact]
    public async Task WhatIsNotForPeers_FindsTheGatewayAlone()
    {
        using var health = Client("health");
        using var gateway = Client("gateway");
        using var count = new UnknownCallerCount(_identity.Services);
        Assert.Equal((HttpStatusCode.MisdirectedRequest, HttpStatusCode.Forbidden), (await AskAsync(health), await AskAsync(gateway)));
        foreach (var (path, answer) in new[]
        {
            ("/identity/ready", 200), ("/identity/sign-in/", 400), ("/identity/connect/token", 400), ("/identity/connect/authorize", 400), ("/openapi/identity.json", 200),
        })
        {
            Assert.Equal((421, answer), (await StatusAsync(health, path), await StatusAsync(gateway, path)));
        }

        Assert.Equal(6, count.Codes.Count(code => code == "1 code=not-the-gateway, 1 tag"));
        Assert.Equal((200, 421), (await StatusAsync(health, "/identity/.well-known/openid-configuration"), await StatusAsync(health, "/identity/internal")));
    }

    /// <summary>A connection may outlive the certificate with which it was made.</summary>
    [Fact]
    public async Task Gateway_WhoseCertificateEnds_IsTheGatewayNoLonger()
    {
        using var gateway = Client("gateway");
        Assert.Equal(200, await StatusAsync(gateway, "/identity/ready"));
        _identity.Told.Advance(TimeSpan.FromDays(31));
        Assert.Equal((421, 200), (await StatusAsync(gateway, "/identity/ready"), await StatusAsync(gateway, Revoked)));
    }

    /// <summary>GW-2: in a network are all of a cluster's pods; the word of the one that stands in front of the gateway is believed.</summary>
    [Theory]
    [InlineData("ingress", true)]
    [InlineData("health", false)]
    [InlineData(null, false)]
    public async Task Gateway_WordOnACallersCertificateAndAddress_IsBelievedFromTheIngressAlone(string? peer, bool believed)
    {
        _authority.Issue("gateway", Folder("gateway"));
        var own = TestCertificate.New();
        await using var gateway = await GatewayUnderTest.StartAsync(
            ["--urls=https://127.0.0.1:0", $"--Peers:Directory={Folder("gateway")}", "--Edge:CertificateHeader=ssl-client-cert", "--Edge:TrustedProxies:0=127.0.0.0/8"], with: _identity);
        await _identity.AddCertificateAsync(own);
        using var client = Client(peer, to: gateway.Address);
        client.DefaultRequestHeaders.TryAddWithoutValidation("ssl-client-cert", own.Escaped);
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", "192.0.2.7");
        await StatusAsync(client, "/identity/sign-in/password");
        Assert.Equal(believed ? "192.0.2.7" : "127.0.0.1", Assert.Single(gateway.Echo.Requests).Headers["X-Forwarded-For"]);
        client.DefaultRequestHeaders.Authorization = new("Bearer", gateway.Issuer.TokenFor(TestPractitioner.Of(Access.Roles.SocialWorker), boundTo: own.Thumbprint));
        Assert.Equal(believed ? 200 : 401, await StatusAsync(client, "/index/v1/bound"));
    }

    [Fact]
    public async Task Gateway_ExchangesAndForwards_ByItsCertificate()
    {
        _authority.Issue("gateway", Folder("gateway"));
        await using var gateway = await GatewayAsync(_identity.Address);
        using var client = gateway.Client(gateway.Token);
        Assert.Equal("echo", await client.GetStringAsync("/index/v1/by-certificate", TestContext.Current.CancellationToken));
        // Identity believed the token and knew that this role may not.
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(client));
    }

    [Fact]
    public async Task Gateway_ServiceOfAnotherName_IsNotSpokenTo()
    {
        _authority.Issue("gateway", Folder("gateway"));
        await using var gateway = await GatewayAsync(_identity.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        using var client = gateway.Client(gateway.Token);
        var answer = await client.GetAsync("/identity/.well-known/openid-configuration", TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable, answer.StatusCode.ToString());
    }

    [Fact]
    public async Task NewCertificate_IsShownWithoutARestart_AndAnUnusableOneLeavesTheOneBefore()
    {
        var first = await ShownAsync();
        _authority.Issue("identity", Folder("identity"));
        Assert.Equal(first, await ShownAsync());
        _identity.Told.Advance(TimeSpan.FromSeconds(6));
        var second = await ShownAsync();
        Assert.NotEqual(first, second);
        await File.WriteAllTextAsync(Path.Combine(Folder("identity"), "tls.key"), "half a ke", TestContext.Current.CancellationToken);
        _identity.Told.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(second, await ShownAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _identity.DisposeAsync();
        _authority.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private string Folder(string name) => Path.Combine(_directory, name);

    private Task<GatewayUnderTest> GatewayAsync(string identity) => GatewayUnderTest.StartAsync(
        [$"--Peers:Directory={Folder("gateway")}", $"--Services:identity={identity}"], with: _identity);

    private async Task<HttpStatusCode> AskAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/identity/v1/agencies/{IdentityService.AgencyId}");
        request.Headers.Authorization = client.DefaultRequestHeaders.Authorization
            ?? new AuthenticationHeaderValue("Bearer", _identity.Issuer.TokenFor(TestPractitioner.Of(Access.Roles.SocialWorker), TokenTrust.AudienceOf("identity")));
        return (await client.SendAsync(request)).StatusCode;
    }

    private static async Task<int> StatusAsync(HttpClient client, string path) => (int)(await client.GetAsync(path)).StatusCode;

    private async Task<string> ShownAsync()
    {
        var shown = "";
        using var client = Client("health", server => shown = server.Thumbprint);
        await client.GetStringAsync(Revoked);
        return shown;
    }

    /// <summary>Each connects anew, and believes whatever it is shown.</summary>
    private HttpClient Client(string? name, Action<X509Certificate2>? shown = null, bool made = false, Uri? to = null)
    {
        if (name is not null && !made)
        {
            _authority.Issue(name, Folder(name));
        }

        var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, server, _, _) =>
                {
                    shown?.Invoke((X509Certificate2)server!);
                    return server is not null;
                },
            },
        };
        if (name is not null)
        {
            var own = X509Certificate2.CreateFromPemFile(Path.Combine(Folder(name), "tls.crt"), Path.Combine(Folder(name), "tls.key"));
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => own;
        }

        return new HttpClient(handler) { BaseAddress = to ?? new Uri(_identity.Address) };
    }
}
