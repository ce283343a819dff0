using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Cypp.ServiceKit.Hosting;

/// <summary>
/// Told to stop, a process first says that it is not ready and goes on serving for <c>Drain:Seconds</c>, so that whoever
/// spreads requests can look elsewhere, and ends each connection with its next answer; then it takes no more and finishes
/// what it has, requests and messages (GW-10).
/// </summary>
public sealed class Draining(IConfiguration configuration, TimeProvider clock) : IHostedLifecycleService
{
    private const string Setting = "Drain:Seconds";

    // Many times as long as a caller within the cluster takes to read it.
    private static readonly TimeSpan Notice = TimeSpan.FromMilliseconds(250);

    internal static void AddDraining(WebApplicationBuilder builder)
    {
        builder.Services.AddHostedService<Draining>();
        // Both phases: while others learn of it, and until the slowest ordinary request has its answer.
        builder.Services.Configure<HostOptions>(host =>
            host.ShutdownTimeout = TimeSpan.FromSeconds(builder.Configuration.GetValue<double>(Setting)) + TimeSpan.FromMinutes(1));
    }

    /// <summary>
    /// Asks the caller to come back on another connection, once the process is stopping: over HTTP/1 with the answer, over HTTP/2 by GOAWAY
    /// (RFC 9113, section 6.8).
    /// </summary>
    public static Task EndConnectionAsync(HttpContext context, CancellationToken stopping)
    {
        if (!stopping.IsCancellationRequested)
        {
            return Task.CompletedTask;
        }

        context.Response.Headers.Connection = "close";
        if (!HttpProtocol.IsHttp2(context.Request.Protocol) || context.Features.Get<IConnectionLifetimeNotificationFeature>() is not { } connection)
        {
            return Task.CompletedTask;
        }

        // Kestrel closes the connection with the last answer, whatever the caller is just sending: this one waits until it has read that it should not.
        connection.RequestClose();
        return Task.Delay(Notice, CancellationToken.None);
    }

    public Task StoppingAsync(CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromSeconds(configuration.GetValue<double>(Setting)), clock, cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
