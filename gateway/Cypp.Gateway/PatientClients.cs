using Cypp.ServiceKit.Peers;
using Microsoft.Extensions.Http.Resilience;
using Yarp.ReverseProxy.Forwarder;

namespace Cypp.Gateway;

/// <summary>Connections to the services: two seconds to connect, and another try where that is safe (GW-10).</summary>
internal sealed class PatientClients(PeerConnections connections) : ForwarderHttpClientFactory
{
    public static readonly TimeSpan ToConnect = TimeSpan.FromSeconds(2);

    // Less than a service drains (Drain:Seconds), so that a connection that nobody used meanwhile is closed by this side, which knows what it sends.
    private static readonly TimeSpan Unused = TimeSpan.FromSeconds(5);

    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        connections.Configure(handler);
        (handler.ConnectTimeout, handler.PooledConnectionIdleTimeout) = (ToConnect, Unused);
    }

    protected override HttpMessageHandler WrapHandler(ForwarderHttpClientContext context, HttpMessageHandler handler) =>
        new KeptBody { InnerHandler = new ResilienceHandler(Retries.Pipeline) { InnerHandler = base.WrapHandler(context, handler) } };

    // A body as it streams in can be sent once. The route's limit bounds what is kept.
    private sealed class KeptBody : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is not null && Retries.IsRepeatable(request))
            {
                await request.Content.LoadIntoBufferAsync(EdgeRoute.Megabyte, cancellationToken);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
