using Microsoft.AspNetCore.Http.Timeouts;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Transforms;

namespace Cypp.Gateway;

/// <summary>The table of routes as YARP reads it: one cluster a service, at <c>Services:{name}</c>. Nothing is rewritten.</summary>
internal static class Forwarding
{
    private const string Headers = "headers";
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    public static void AddForwarding(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRequestTimeouts();
        services.AddSingleton<IProxyConfigProvider>(provider => new InMemoryConfigProvider(
            [.. RoutesOfServices(provider.GetRequiredService<RouteTable>())],
            [.. Routes.Services.Select(service => Cluster(service, Upstream.Of(configuration, service)))]));
        services.AddSingleton<IForwarderHttpClientFactory, PatientClients>();
        services.Configure<TransportFailureRateHealthPolicyOptions>(Breaker.Configure);
        services.AddReverseProxy()
            .AddTransforms(context =>
            {
                context.UseDefaultForwarders = context.CopyRequestHeaders = false;
                // Once more, for what the edge may have let through: the service sees what its route names and no more.
                context.RequestTransforms.Add(new RequestHeadersAllowedTransform(["Content-Length", EdgeHeaders.RequestId, .. HeadersOf(context.Route)]));
                context.AddRequestTransform(Retries.Mark);
                context.AddRequestTransform(CallersAddress.Tell);
                context.AddRequestTransform(CertificateHeader.Tell);
            });
    }

    public static void MapForwarding(this WebApplication app) => app.MapReverseProxy(proxy =>
    {
        proxy.Use(async (context, next) =>
        {
            await next(context);
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusOf(context);
            }
        });
        proxy.UseLoadBalancing();
        proxy.UsePassiveHealthChecks();
    });

    // That the route's time ended, or that the service broke off while the body came, the proxy takes for the caller's going away, and answers with 400.
    private static int StatusOf(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestTimeoutFeature>() is { RequestTimeoutToken.IsCancellationRequested: true })
        {
            return StatusCodes.Status504GatewayTimeout;
        }

        return context.GetForwarderErrorFeature() is { Error: ForwarderError.RequestBodyClient or ForwarderError.RequestBodyCanceled, Exception: var failure } && !IsOfTheBody(failure)
            ? StatusCodes.Status502BadGateway
            : context.Response.StatusCode;
    }

    private static bool IsOfTheBody(Exception? failure) =>
        failure is BadHttpRequestException || (failure is AggregateException several && several.InnerExceptions.Any(one => one is BadHttpRequestException));

    private static IEnumerable<RouteConfig> RoutesOfServices(RouteTable table) =>
        from route in table.All
        where route.Service != EdgeRoute.Edge
        select new RouteConfig
        {
            RouteId = route.Id,
            ClusterId = route.Service,
            Match = new RouteMatch { Path = route.Pattern, Methods = route.Methods },
            AuthorizationPolicy = route.Policy == EdgePolicy.Anonymous ? "anonymous" : "default",
            MaxRequestBodySize = route.MaxBody,
            Timeout = route.TimeOut,
            Metadata = new Dictionary<string, string> { [Headers] = string.Join(' ', route.Headers) },
        };

    private static string[] HeadersOf(RouteConfig route) => route.Metadata?[Headers].Split(' ') ?? [];

    // A service without an address has no destination: 503.
    private static ClusterConfig Cluster(string service, Upstream? upstream) => new()
    {
        ClusterId = service,
        Destinations = upstream is null ? null : new Dictionary<string, DestinationConfig> { [service] = new() { Address = upstream.Address.ToString() } },
        HealthCheck = Breaker.Config,
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = Silence, Version = upstream?.Version, VersionPolicy = upstream?.Policy },
    };
}
