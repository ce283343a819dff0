namespace Cypp.Gateway;

/// <summary>Asks each service at the address to which its requests go.</summary>
internal sealed class RemoteReadiness(IConfiguration configuration, IHttpClientFactory clients) : IReadiness
{
    public const string Client = "readiness";

    public async Task<bool> IsReadyAsync(string service, CancellationToken cancellationToken)
    {
        if (Upstream.Of(configuration, service) is not { } upstream)
        {
            return false;
        }

        try
        {
            using var http = clients.CreateClient(Client);
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(upstream.Address, $"/{service}/ready")) { Version = upstream.Version, VersionPolicy = upstream.Policy };
            using var response = await http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
