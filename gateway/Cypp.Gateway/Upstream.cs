using System.Net;
using Microsoft.Extensions.Options;

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
    /// <exception cref="OptionsValidationException">It has one that cannot be read.</exception>
    public static Upstream? Of(IConfiguration configuration, string service) => configuration[$"Services:{service}"] switch
    {
        null => null,
        var address when address.StartsWith(PriorKnowledge, StringComparison.Ordinal) => new(Read("http://" + address[PriorKnowledge.Length..], service), HttpVersion.Version20),
        var address => Read(address, service) is var uri && uri.Scheme == Uri.UriSchemeHttps ? new(uri, HttpVersion.Version20) : new(uri, HttpVersion.Version11),
    };

    private static Uri Read(string address, string service) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
        ? uri : throw new OptionsValidationException("Services", typeof(Upstream), [$"Services:{service} must be an https://, http:// or h2c:// address."]);
}
