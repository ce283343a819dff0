using System.Net.Sockets;
using System.Text;
using Cypp.Gateway.Exchange;
using Cypp.ServiceKit.Trust;
using Cypp.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Cypp.Gateway.Tests;

/// <summary>
/// The gateway on a real socket: in front of one echo for index, learning, outcomes and identity; health is down, early help
/// nowhere. Tokens are exchanged by a real identity service.
/// </summary>
internal sealed class GatewayUnderTest : IAsyncDisposable
{
    private static readonly Lazy<Task<GatewayUnderTest>> Shared = new(() => StartAsync());
    private static readonly Lazy<Task<IdentityService>> SharedIdentity = new(() => IdentityService.StartAsync(standing: false));
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly WebApplication _app;
    private readonly bool _ownIdentity;

    private GatewayUnderTest(WebApplication app, EchoService echo, IdentityService identity, bool ownIdentity) =>
        (_app, Echo, Identity, _ownIdentity) = (app, echo, identity, ownIdentity);

    public EchoService Echo { get; }

    public IdentityService Identity { get; }

    public TestIssuer Issuer => Identity.Issuer;

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Urls.Single());

    public string Token => Issuer.TokenFor(TestPractitioner.Of(Access.Roles.SocialWorker));

    public static Task<GatewayUnderTest> SharedAsync() => Shared.Value;

    /// <summary>One of its own, with settings of its own.</summary>
    /// <param name="ownIdentity">For tests that change what identity knows, or its time.</param>
    /// <param name="with">An identity service that is there already, and stays.</param>
    public static async Task<GatewayUnderTest> StartAsync(
        string[]? settings = null, Action<WebApplicationBuilder>? configure = null, bool ownIdentity = false, IdentityService? with = null)
    {
        var (echo, identity) = (await EchoService.StartAsync(), with ?? await (ownIdentity ? IdentityService.StartAsync(standing: true) : SharedIdentity.Value));
        string[] services = ["index", "learning", "outcomes", "identity"];
        var app = GatewayHost.Build(
            [
                "--urls=http://127.0.0.1:0", "--Trust:Mode=local", $"--Trust:Issuer={TestIssuer.Issuer}",
                $"--Trust:MetadataAddress={identity.Address}/identity/.well-known/openid-configuration", "--Services:health=http://127.0.0.1:9",
                $"--Exchange:Address={identity.Address}/identity/connect/token", $"--Exchange:KeyFile={identity.GatewayKeyFile}",
                .. services.Select(service => $"--Services:{service}={echo.Address}"),
                .. settings ?? [],
            ],
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton<ISigningKeySource>(identity.Issuer);
                builder.Services.AddSingleton(identity.Time);
                // On a loaded machine identity and the echo, in this same process, may be slow; none is ever given up for that.
                builder.Services.AddHttpClient(TokenExchange.Client, client => client.Timeout = Patience);
                builder.Services.AddHttpClient(RemoteReadiness.Client, client => client.Timeout = Patience);
                configure?.Invoke(builder);
            });
        await app.StartAsync();
        var gateway = new GatewayUnderTest(app, echo, identity, ownIdentity);
        await gateway.RefreshRevocationsAsync();
        return gateway;
    }

    /// <summary>Has the list of what is revoked read now. One reading is given up after five seconds; it is asked for again until it comes.</summary>
    public async Task RefreshRevocationsAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await _app.Services.GetRequiredService<Revocations>().RefreshAsync(limit.Token))
        {
        }
    }

    /// <summary>The signed-in token that reached the echo last at an address.</summary>
    public JsonWebToken TokenSeenAt(string target) =>
        new(Echo.Requests.Last(seen => seen.Target == target).Headers["Authorization"]["Bearer ".Length..]);

    /// <summary>A client that signs in, unless told not to.</summary>
    public HttpClient Client(string? token)
    {
        var client = new HttpClient { BaseAddress = Address };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }

        return client;
    }

    /// <summary>Sends bytes as they are and reads until the connection closes.</summary>
    /// <returns>Status and whole text of the answer.</returns>
    public async Task<(int Status, string Text)> SendRawAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Address.Host, Address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var text = await reader.ReadToEndAsync().WaitAsync(Patience);
        return (int.Parse(text.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), text);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Echo.DisposeAsync();
        if (_ownIdentity)
        {
            await Identity.DisposeAsync();
        }
    }
}
