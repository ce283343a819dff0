using Microsoft.AspNetCore.HttpOverrides;

namespace Cypp.Gateway;

/// <summary>
/// Whose word on a caller's address is believed: the networks at <c>Edge:TrustedProxies</c>, nobody unless named. Behind a
/// proxy that is not named all callers have its address and share its limit.
/// </summary>
internal static class TrustedProxies
{
    /// <exception cref="InvalidOperationException">A network is not written as in 10.0.0.0/24.</exception>
    public static void UseTrustedProxies(this IApplicationBuilder edge, IConfiguration configuration)
    {
        var networks = configuration.GetSection("Edge:TrustedProxies").Get<string[]>() ?? [];
        if (networks.Length == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks)
        {
            options.KnownIPNetworks.Add(System.Net.IPNetwork.TryParse(network, out var known)
                ? known
                : throw new InvalidOperationException($"Edge:TrustedProxies must name networks such as 10.0.0.0/24: {network}"));
        }

        edge.UseForwardedHeaders(options);
    }
}
