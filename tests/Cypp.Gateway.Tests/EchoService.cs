using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Cypp.Gateway.Tests;

/// <summary>A service behind the gateway that answers 200 and a cookie to everything, but drops the first connection that asks for an address ending in <c>/drop</c>.</summary>
internal sealed class EchoService : IAsyncDisposable
{
    public sealed record Seen(string Method, string Target, IReadOnlyDictionary<string, string> Headers, long Body);

    private readonly WebApplication _app;

    private EchoService(WebApplication app) => _app = app;

    public ConcurrentQueue<Seen> Requests { get; } = [];

    /// <summary>Counts requests to addresses that end in <c>/hold</c>, which wait for <see cref="Release"/>.</summary>
    public SemaphoreSlim Held { get; } = new(0);

    public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Address => _app.Urls.Single();

    public static async Task<EchoService> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null).UseUrls($"http://127.0.0.1:{port}");
        var echo = new EchoService(builder.Build());
        echo._app.Run(async context =>
        {
            var path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            var (length, buffer) = (0L, new byte[65536]);
            for (var read = await context.Request.Body.ReadAsync(buffer); read > 0; read = await context.Request.Body.ReadAsync(buffer))
            {
                length += read;
            }

            echo.Requests.Enqueue(new Seen(
                context.Request.Method, path,
                context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), length));
            if (path.EndsWith("/drop", StringComparison.Ordinal) && echo.Requests.Count(seen => seen.Target == path) == 1)
            {
                context.Abort();
                return;
            }

            if (path.EndsWith("/hold", StringComparison.Ordinal))
            {
                echo.Held.Release();
                await echo.Release.Task.WaitAsync(context.RequestAborted);
            }

            context.Response.Headers.SetCookie = "__Host-cypp-echo=1; path=/; secure";
            await context.Response.WriteAsync("echo");
        });
        await echo._app.StartAsync();
        return echo;
    }

    public async ValueTask DisposeAsync()
    {
        Release.TrySetResult();
        await _app.DisposeAsync();
        Held.Dispose();
    }
}
