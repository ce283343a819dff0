using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Cypp.Story.Watch;

/// <summary>Watches a platform on this machine: its metrics in Prometheus, its requests' traces in the terminal.</summary>
internal sealed class Watching : IAsyncDisposable
{
    // So many services take part that it shows something.
    private const int Services = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(15);

    private readonly TraceBook _traces;
    private readonly OtlpSink _sink;
    private readonly PrometheusServer _prometheus;
    private readonly CancellationTokenSource _ending = new();
    private Task _drawing = Task.CompletedTask;

    private Watching(TraceBook traces, OtlpSink sink, PrometheusServer prometheus) => (_traces, _sink, _prometheus) = (traces, sink, prometheus);

    /// <summary>What makes the platform's processes tell.</summary>
    public IReadOnlyDictionary<string, string> Settings => _sink.Settings;

    public static async Task<Watching> StartAsync(string directory)
    {
        var (traces, metrics, clock) = (new TraceBook(), new MetricBook(), TimeProvider.System);
        PrometheusServer? prometheus = null;
        var sink = await OtlpSink.StartAsync(Receive, Map);
        prometheus = PrometheusServer.Start(Directory.CreateDirectory(Path.Combine(directory, "prometheus")).FullName, sink.Address);
        return new Watching(traces, sink, prometheus);

        void Receive(string signal, byte[] body)
        {
            if (signal == "traces")
            {
                traces.Add(OtlpSpan.ReadAll(body), clock.GetUtcNow());
            }
            else if (signal == "metrics")
            {
                metrics.Add(OtlpMetric.ReadAll(body), clock.GetUtcNow());
            }
        }

        void Map(WebApplication app)
        {
            app.MapGet("/metrics", () => Results.Text(metrics.Write(clock.GetUtcNow()), "text/plain; version=0.0.4"));
            app.MapGet("/traces", () => Results.Text(traces.List()));
            app.MapGet("/traces/{id}", (string id) => traces.Draw(id) is { } drawn ? Results.Text(drawn) : Results.NotFound());
            app.MapGet("/dashboards", () => Results.Text(string.Join('\n', Dashboard.All.Select(dashboard => $"{dashboard.Uid}  {dashboard.Title}"))));
            app.MapGet("/dashboards/{uid}", async (string uid) => Dashboard.All.FirstOrDefault(dashboard => dashboard.Uid == uid) is { } asked
                ? Results.Text(await DrawnAsync(asked, new PrometheusQuery(prometheus!.Address), clock.GetUtcNow()), "image/svg+xml")
                : Results.NotFound());
        }
    }

    private static async Task<string> DrawnAsync(Dashboard dashboard, PrometheusQuery prometheus, DateTimeOffset now)
    {
        var shown = new List<IReadOnlyList<PrometheusQuery.Series>>();
        foreach (var panel in dashboard.Panels)
        {
            shown.Add([.. (await Task.WhenAll(panel.Targets.Select(target => prometheus.AskAsync(target, now, Shown)))).SelectMany(series => series)]);
        }

        return DashboardPicture.Draw(dashboard, shown);
    }

    /// <summary>Says where to look, and draws the requests from now on, as far as one can read along.</summary>
    public void TellOn(TextWriter terminal)
    {
        terminal.WriteLine($"""
            Traces       {_sink.Address}traces             requests of late; {_sink.Address}traces/<id> draws one
            Dashboards   {_sink.Address}dashboards         the cluster's; {_sink.Address}dashboards/<uid> draws one
            Metrics      {_prometheus.Address}alerts       alerts and graphs; rules in deploy/k8s/components/monitoring

            """);
        _drawing = DrawAsync(terminal, _traces.Whole(DateTimeOffset.MaxValue, 0).ToHashSet());
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _drawing;
        await _prometheus.DisposeAsync();
        await _sink.DisposeAsync();
        _ending.Dispose();
    }

    private async Task DrawAsync(TextWriter terminal, HashSet<string> seen)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(_ending.Token).AsTask().ContinueWith(tick => tick.IsCompletedSuccessfully && tick.Result, TaskScheduler.Default))
        {
            var whole = _traces.Whole(TimeProvider.System.GetUtcNow(), Services).Where(id => !seen.Contains(id)).ToList();
            if (whole.Count > 0)
            {
                seen.UnionWith(whole);
                await terminal.WriteLineAsync(_traces.Draw(whole[^1]));
            }
        }
    }
}
