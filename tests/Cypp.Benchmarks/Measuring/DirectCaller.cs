using System.Net;
using Cypp.Gateway.Exchange;
using Cypp.ServiceKit.Peers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Benchmarks.Measuring;

/// <summary>Asks a service itself, over HTTP/2, by a token such as the gateway gets for it.</summary>
internal sealed class DirectCaller(Stand stand, string service, string role = Access.Roles.SocialWorker) : IAsyncDisposable
{
    /// <summary>A token lives twice as long.</summary>
    public static readonly TimeSpan LongestLoad = TimeSpan.FromSeconds(30);

    private readonly ServiceProvider _exchange = Exchange(stand);

    /// <summary>Requests for a time, of so many at once. Where it is longer than <see cref="LongestLoad"/>, it is loaded in such parts, each by a new token, and the last is read off.</summary>
    public async Task<Reading> LoadAsync(string name, Func<int, HttpRequestMessage> request, HttpStatusCode expected, int atOnce, TimeSpan length)
    {
        for (; length > LongestLoad; length -= LongestLoad)
        {
            await LoadAsync(name, request, expected, atOnce, LongestLoad);
        }

        var with = await AuthorizedAsync(request);
        var processes = new[] { stand.Platform.ProcessIdOf(service) };
        return await Reading.OfAsync(name, () => CpuTime.Of(processes) + stand.PostgresCpu(), () => Once.ForAsync(length, with, expected, atOnce, Connections()));
    }

    /// <summary>By the gateway's certificate, for which alone such a token is good.</summary>
    public SocketsHttpHandler Connections() => _exchange.GetRequiredService<PeerConnections>().Handler();

    /// <returns>The same requests, addressed to the service and with a new token.</returns>
    public async Task<Func<int, HttpRequestMessage>> AuthorizedAsync(Func<int, HttpRequestMessage> request)
    {
        var header = await TokenAsync();
        return at =>
        {
            var one = request(at);
            (one.Version, one.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
            one.RequestUri = new Uri(stand.Platform.AddressOf(service), one.RequestUri!);
            one.Headers.Add("Authorization", header);
            return one;
        };
    }

    /// <returns>What the Authorization header holds.</returns>
    public async Task<string> TokenAsync(string? callers = null)
    {
        var system = stand.Agencies.SystemOf(Story.Agencies.DemoAgencies.SocialWork);
        var token = callers ?? await system.TokenAsync(role, system.Agency.Practitioner(role));
        return await _exchange.GetRequiredService<TokenExchange>().AskAsync(token, service, CancellationToken.None) is Exchanged.Granted granted
            ? granted.Header
            : throw new InvalidOperationException("Identity gave no token for the service.");
    }

    public ValueTask DisposeAsync() => _exchange.DisposeAsync();

    private static ServiceProvider Exchange(Stand stand)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Exchange:KeyFile"] = stand.Platform.GatewayKeyFile,
            ["Trust:Issuer"] = new Uri(stand.Platform.Gateway, "identity").ToString(),
            ["Services:identity"] = stand.Platform.AddressOf("identity").ToString(),
            ["Peers:Directory"] = stand.Platform.CertificatesOf("gateway"),
        }).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System);
        services.AddPeerConnections(configuration);
        services.AddTokenExchange(configuration);
        return services.BuildServiceProvider();
    }
}
