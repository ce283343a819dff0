using Cypp.Testing.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cypp.Story.Watch;

/// <summary>Stands where an operator's collector stands, on this machine: takes traces, metrics and logs by OTLP over HTTP.</summary>
internal sealed class OtlpSink : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpSink(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    /// <summary>What makes a process export to it.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address.ToString(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "2000",
        ["OTEL_BSP_MAX_QUEUE_SIZE"] = "100000",
        ["OTEL_BLRP_MAX_QUEUE_SIZE"] = "100000",
    };

    /// <param name="receive">Signal (traces, metrics or logs) and the protobuf that was posted; from many threads.</param>
    /// <param name="map">Further endpoints.</param>
    public static async Task<OtlpSink> StartAsync(Action<string, byte[]> receive, Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        builder.WebHost.UseUrls(address.ToString()).ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            receive(signal, body.ToArray());
            return Results.Bytes([], "application/x-protobuf");
        });
        map?.Invoke(app);
        await app.StartAsync();
        return new OtlpSink(app, address);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
