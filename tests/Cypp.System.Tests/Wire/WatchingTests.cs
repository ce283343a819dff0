using System.Diagnostics.Metrics;
using System.Net;
using Cypp.Story.Watch;
using Cypp.Testing;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace Cypp.System.Tests.Wire;

/// <summary>OP-37: what is told by OTLP is scraped by a real Prometheus, which every panel of the cluster's dashboards asks.</summary>
public sealed class WatchingTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("cypp-watching-").FullName;

    [Fact]
    public async Task Dashboards_AreDrawnOfWhatWasTold()
    {
        await using var watching = await Watching.StartAsync(_directory);
        var sink = new Uri(watching.Settings["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        using var meter = new Meter("watching");
        meter.CreateObservableGauge("cypp.outbox.waiting", () => new Measurement<long>(7, new KeyValuePair<string, object?>("service", "index")));
        using var telling = Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name)
            .AddOtlpExporter(options => (options.Endpoint, options.Protocol) = (new Uri(sink, "v1/metrics"), OtlpExportProtocol.HttpProtobuf)).Build();
        Assert.True(telling.ForceFlush());
        using var http = new HttpClient { BaseAddress = sink };
        await Eventually.HoldsAsync(async () => await DrawnAsync("cypp-messaging") is { } drawn && drawn.Contains(">index</text>", StringComparison.Ordinal));
        Assert.True(Dashboard.All.Count > 3);
        foreach (var dashboard in Dashboard.All)
        {
            // One question that Prometheus does not take, and there is no picture.
            Assert.StartsWith("<svg", await DrawnAsync(dashboard.Uid), StringComparison.Ordinal);
            Assert.Contains(dashboard.Uid, await http.GetStringAsync("dashboards", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("dashboards/another", TestContext.Current.CancellationToken)).StatusCode);

        async Task<string?> DrawnAsync(string uid)
        {
            using var answer = await http.GetAsync("dashboards/" + uid);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : null;
        }
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
