using Cypp.Gateway;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Hosting;
using Cypp.ServiceKit.Peers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;

namespace Cypp.Benchmarks.Peers;

/// <summary>
/// The gateway's edge and forwarding, all but who calls: no token is read, checked, counted or exchanged. It exists here
/// only; the gateway itself has no such switch.
/// </summary>
internal static class OpenEdge
{
    public static WebApplication Build(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddProblems();
        builder.AddTelemetry("open-edge");
        builder.AddPeers(fromPeersOnly: false);
        Edge.AddEdge(builder);
        builder.Services.RemoveAll<EdgeStatus>();
        builder.Services.AddForwarding(builder.Configuration);
        Decorate(builder.Services);
        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseEdge();
        app.UseRouting();
        app.UseRequestTimeouts();
        app.MapForwarding();
        return app;
    }

    private static void Decorate(IServiceCollection services)
    {
        var made = services.Last(service => service.ServiceType == typeof(IProxyConfigProvider));
        services.Remove(made);
        services.AddSingleton<IProxyConfigProvider>(provider => new ForAnyone(((IProxyConfigProvider)made.ImplementationFactory!(provider)).GetConfig()));
    }

    private sealed class ForAnyone(IProxyConfig config) : IProxyConfigProvider, IProxyConfig
    {
        public IReadOnlyList<RouteConfig> Routes { get; } = [.. config.Routes.Select(route => route with { AuthorizationPolicy = null })];

        public IReadOnlyList<ClusterConfig> Clusters => config.Clusters;

        public IChangeToken ChangeToken => config.ChangeToken;

        public IProxyConfig GetConfig() => this;
    }
}
