using Cypp.Gateway.Exchange;
using Cypp.ServiceKit.Hosting;
using Cypp.ServiceKit.Peers;

namespace Cypp.Gateway;

/// <summary>The edge as a process of its own in front of the services.</summary>
internal static class GatewayHost
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null) => ServiceHost.Build(
        args, [], "gateway",
        builder =>
        {
            Edge.AddEdge(builder);
            builder.Services.AddTokenExchange(builder.Configuration);
            builder.Services.AddForwarding(builder.Configuration);
            builder.Services.AddHttpClient(RemoteReadiness.Client, client => client.Timeout = TimeSpan.FromSeconds(3))
                .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredService<PeerConnections>().Handler());
            builder.Services.AddSingleton<IReadiness, RemoteReadiness>();
            configure?.Invoke(builder);
        },
        first: app => app.UseEdge(),
        use: app =>
        {
            app.UseEdgePolicies();
            app.UseTokenExchange();
            app.UseRequestTimeouts();
            app.MapEdgePages();
            app.MapForwarding();
        });
}
