using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Cypp.Gateway;

/// <summary>
/// Whose word on a caller's address and certificate is believed: the networks at <c>Edge:TrustedProxies</c>, nobody unless named. Behind a
/// proxy that is not named all callers have its address and share its limit.
/// </summary>
internal static class TrustedProxies
{
    public const string Setting = "Edge:TrustedProxies";

    /// <exception cref="OptionsValidationException">A network is not written as in 10.0.0.0/24.</exception>
    public static IReadOnlyList<System.Net.IPNetwork> Networks(IConfiguration configuration) =>
    [
        .. (configuration.GetSection(Setting).Get<string[]>() ?? []).Select(network => System.Net.IPNetwork.TryParse(network, out var known)
            ? known
            : throw new OptionsValidationException("Edge", typeof(TrustedProxies), [$"{Setting} must name networks such as 10.0.0.0/24: {network}"])),
    ];

    /// <summary>Whether a connection comes from one of them.</summary>
    public static bool Has(IReadOnlyList<System.Net.IPNetwork> networks, IPAddress? address)
    {
        // A socket for both versions shows an address of version 4 as one of version 6.
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return plain is not null && networks.Any(network => network.Contains(plain));
    }

    public static void UseTrustedProxies(this IApplicationBuilder edge, IReadOnlyList<System.Net.IPNetwork> networks)
    {
        if (networks.Count == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks)
        {
            options.KnownIPNetworks.Add(network);
        }

        edge.UseForwardedHeaders(options);
    }
}
