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

    [Fact]
    public async Task Token_BroughtByWhoIsNotTheGateway_IsNotBelieved()
    {
        using var health = Client("health");
        using var gateway = Client("gateway");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden), (await AskAsync(health), await AskAsync(gateway)));
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

    private async Task<string> ShownAsync()
    {
        var shown = "";
        using var client = Client("health", server => shown = server.Thumbprint);
        await client.GetStringAsync(Revoked);
        return shown;
    }

    /// <summary>Each connects anew, and believes whatever it is shown.</summary>
    private HttpClient Client(string? name, Action<X509Certificate2>? shown = null, bool made = false)
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

        return new HttpClient(handler) { BaseAddress = new Uri(_identity.Address) };
    }
}
