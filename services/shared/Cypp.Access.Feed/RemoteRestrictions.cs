using System.Net;
using System.Net.Http.Json;

namespace Cypp.Access.Feed;

/// <summary>
/// Asks the index over the network, past the gateway: no token, and no child in question or answer. The one call from a
/// service to another: the broker, over which everything else goes, may be what has failed (ADR 11).
/// </summary>
internal sealed class RemoteRestrictions(IHttpClientFactory clients, Uri address) : IRestrictionSource
{
    public const string Client = "restrictions";
    public const string Path = "/index/internal/restrictions";

    private const string PriorKnowledge = "h2c";

    public async Task<RestrictionDigest> ReadAsync(CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(Client);
        var scheme = address.Scheme == PriorKnowledge ? Uri.UriSchemeHttp : address.Scheme;
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(address) { Scheme = scheme, Path = Path }.Uri);
        if (address.Scheme != Uri.UriSchemeHttp)
        {
            (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        }

        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<RestrictionDigest>(cancellationToken)
            ?? throw new HttpRequestException("The index said nothing.");
    }
}
