using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;

namespace Cypp.Gateway;

/// <summary>The table of routes as YARP reads it: one cluster a service, at <c>Services:{name}</c>. Nothing is rewritten.</summary>
internal static class Forwarding
{
    private static readonly TimeSpan Connect = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Total = TimeSpan.FromSeconds(60);

    public static void AddForwarding(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRequestTimeouts();
        services.AddReverseProxy()
            .LoadFromMemory([.. RoutesOfServices()], [.. Routes.Services.Select(service => Cluster(service, configuration[$"Services:{service}"]))])
            .ConfigureHttpClient((_, handler) => handler.ConnectTimeout = Connect)
            .AddTransforms(context =>
            {
                context.UseDefaultForwarders = false;
                // The other headers that a service must not see were taken out before (EdgeHeaders).
                context.AddRequestHeaderRemove(EdgeHeaders.Expect);
            });
    }

    private static IEnumerable<RouteConfig> RoutesOfServices() =>
        from route in Routes.All
        where route.Service != EdgeRoute.Edge
        select new RouteConfig
        {
            RouteId = route.Id,
            ClusterId = route.Service,
            Match = new RouteMatch { Path = route.Pattern, Methods = route.Methods },
            AuthorizationPolicy = route.Policy == EdgePolicy.Anonymous ? "anonymous" : "default",
            MaxRequestBodySize = route.MaxBody,
            Timeout = Total,
        };

    // A service without an address has no destination: 503.
    private static ClusterConfig Cluster(string service, string? address) => new()
    {
        ClusterId = service,
        Destinations = address is null ? null : new Dictionary<string, DestinationConfig> { [service] = new() { Address = address } },
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = Silence },
    };
}
