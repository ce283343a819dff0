using Cypp.ServiceKit.Peers;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Cypp.Gateway;

/// <summary>
/// Whose word on a caller's address and certificate is believed: who comes from the networks at <c>Edge:TrustedProxies</c>, nobody unless
/// named, and, where the platform's processes know each other by certificates, shows the one of <c>ingress</c> (GW-4): a network is all of
/// the cluster's pods. Behind a proxy that is not believed all callers have its address and share its limit.
/// </summary>
internal sealed partial class TrustedProxies
{
    public const string Setting = "Edge:TrustedProxies";
    private const string Peer = "ingress";
    private readonly IReadOnlyList<System.Net.IPNetwork> _networks;
    private readonly PeerCertificates _certificates;
    private readonly ILogger _logger;
    private int _isWarned;

    /// <exception cref="OptionsValidationException">A network is not written as in 10.0.0.0/24.</exception>
    public TrustedProxies(IConfiguration configuration, PeerCertificates certificates, ILogger<TrustedProxies> logger) => (_certificates, _logger, _networks) = (certificates, logger,
    [
        .. (configuration.GetSection(Setting).Get<string[]>() ?? []).Select(network => System.Net.IPNetwork.TryParse(network, out var known)
            ? known
            : throw new OptionsValidationException("Edge", typeof(TrustedProxies), [$"{Setting} must name networks such as 10.0.0.0/24: {network}"])),
    ]);

    public bool AreNamed => _networks.Count > 0;

    /// <summary>Whether a request's connection is one of theirs, as long as its address is not yet the caller's.</summary>
    public bool Sent(HttpContext context)
    {
        // A socket for both versions shows an address of version 4 as one of version 6.
        var address = context.Connection.RemoteIpAddress;
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        if (plain is null || !_networks.Any(network => network.Contains(plain)))
        {
            return false;
        }

        var shown = _certificates.AreShownBy(Peer, context);
        if (!shown && context.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName) && Interlocked.Exchange(ref _isWarned, 1) == 0)
        {
            LogNotBelieved();
        }

        return shown;
    }

    /// <summary>The connection's address becomes the caller's, as they say.</summary>
    public void TellAddress(IApplicationBuilder edge)
    {
        if (!AreNamed)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in _networks)
        {
            options.KnownIPNetworks.Add(network);
        }

        edge.UseWhen(Sent, believed => believed.UseForwardedHeaders(options));
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "ProxyNotBelieved", Message = "A proxy of a trusted network does not show the certificate of ingress: all callers share its address")]
    private partial void LogNotBelieved();
}
