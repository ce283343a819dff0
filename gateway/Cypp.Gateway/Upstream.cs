using System.Net;

namespace Cypp.Gateway;

/// <summary>
/// Where a service listens, as <c>Services:{name}</c> says: <c>https://</c>, by certificates (GW-4); <c>http://</c>; or <c>h2c://</c> where
/// it takes HTTP/2 alone and without TLS (RFC 9113, section 3.3). HTTP/2 costs both sides less.
/// </summary>
internal sealed record Upstream(Uri Address, Version Version)
{
    private const string PriorKnowledge = "h2c://";

    /// <summary>Where HTTP/2 is said it is spoken, or the connection fails.</summary>
    public HttpVersionPolicy Policy => Version == HttpVersion.Version20 ? HttpVersionPolicy.RequestVersionExact : HttpVersionPolicy.RequestVersionOrLower;

    /// <returns>Null: the service has no address.</returns>
    public static Upstream? Of(IConfiguration configuration, string service) => configuration[$"Services:{service}"] switch
    {
        null => null,
        var address when address.StartsWith(PriorKnowledge, StringComparison.Ordinal) => new(new Uri("http://" + address[PriorKnowledge.Length..]), HttpVersion.Version20),
        var address => new Uri(address) is var uri && uri.Scheme == Uri.UriSchemeHttps ? new(uri, HttpVersion.Version20) : new(uri, HttpVersion.Version11),
    };
}
