namespace Cypp.Gateway;

/// <summary>Asks each service at the address to which its requests go.</summary>
internal sealed class RemoteReadiness(IConfiguration configuration, IHttpClientFactory clients) : IReadiness
{
    public const string Client = "readiness";

    public async Task<bool> IsReadyAsync(string service, CancellationToken cancellationToken)
    {
        if (configuration[$"Services:{service}"] is not { } address)
        {
            return false;
        }

        try
        {
            using var http = clients.CreateClient(Client);
            using var response = await http.GetAsync(new Uri(new Uri(address), $"/{service}/ready"), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
