using System.Collections.Concurrent;
using System.Text;
using Cypp.Testing.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cypp.System.Tests.Canary;

/// <summary>Stands where an operator's collector stands: keeps every byte of traces, metrics and logs as the processes export them.</summary>
internal sealed class OtlpCapture : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpCapture(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    /// <summary>Signal (traces, metrics or logs) and the protobuf that was posted.</summary>
    public ConcurrentQueue<(string Signal, byte[] Body)> Received { get; } = new();

    public static async Task<OtlpCapture> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        builder.WebHost.UseUrls(address.ToString()).ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        var capture = new OtlpCapture(app, address);
        app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            capture.Received.Enqueue((signal, body.ToArray()));
            return Results.Bytes([], "application/x-protobuf");
        });
        await app.StartAsync();
        return capture;
    }

    /// <summary>Whether a process of that name exported that signal: its resource's service.name, as protobuf writes it.</summary>
    public bool HasHeard(string signal, string service)
    {
        var name = Encoding.UTF8.GetBytes($"service.name\u0012{(char)(service.Length + 2)}\n{(char)service.Length}{service}");
        return Received.Any(one => one.Signal == signal && one.Body.AsSpan().IndexOf(name) >= 0);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
