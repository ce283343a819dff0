using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using Cypp.ServiceKit.Time;
using Cypp.Standalone;
using Cypp.Story.Platform;
using Cypp.Testing.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using OpenTelemetry.Trace;

namespace Cypp.System.Tests.Wire;

/// <summary>The embedded platform inside the test's own process, its spans in memory.</summary>
internal sealed class InProcessPlatform : IPlatform
{
    private readonly WebApplication _app;
    private readonly PlatformProcess _command;
    private readonly string[] _arguments;

    private InProcessPlatform(string directory, int port, X509Certificate2? certificate)
    {
        (Directory, Gateway) = (directory, new Uri($"{(certificate is null ? "http" : "https")}://localhost:{port}"));
        Clock = new SharedBusinessClock(TimeProvider.System, Settings.BusinessTimeFile(directory));
        var settings = Settings.Common(Gateway, directory);
        _arguments = ["--data", Path.Combine(directory, "databases")];
        _command = new PlatformProcess(
            "agency-command", Checkout.Program("gateway", "Cypp.Standalone"), settings, Path.Combine(directory, "logs"), Gateway);
        string[] arguments =
        [
            .. _arguments, "--urls", Gateway.GetLeftPart(UriPartial.Authority), "--environment", "Development",
            .. settings.Where(pair => pair.Key.Contains("__", StringComparison.Ordinal)).Select(pair => $"--{pair.Key.Replace("__", ":", StringComparison.Ordinal)}={pair.Value}"),
        ];
        _app = StandaloneHost.Build(arguments, builder =>
        {
            builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddInMemoryExporter(Spans));
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
        });
    }

    public IServiceProvider Services => _app.Services;

    public SpanCollection Spans { get; } = new();

    public Uri Gateway { get; }

    public string Directory { get; }

    public SharedBusinessClock Clock { get; }

    public IReadOnlyList<string> Processes => [];

    /// <param name="certificate">The gateway's; plain HTTP if left out.</param>
    public static async Task<InProcessPlatform> StartAsync(DateTimeOffset businessTime, X509Certificate2? certificate = null)
    {
        var platform = new InProcessPlatform(global::System.IO.Directory.CreateTempSubdirectory("cypp-trace-").FullName, FreePort.Next(), certificate);
        platform.Clock.MoveTo(businessTime);
        await StandaloneHost.MigrateAsync(platform._app);
        await platform._app.StartAsync();
        return platform;
    }

    public Task ImportAgenciesAsync(string file) => _command.RunAsync(["agency", "import", "--file", file, .. _arguments]);

    /// <summary>Runs one of identity's commands beside the platform.</summary>
    /// <returns>What the commands of this platform have said so far.</returns>
    public async Task<string> CommandAsync(params string[] command)
    {
        await _command.RunAsync([.. command, .. _arguments]);
        return await File.ReadAllTextAsync(Path.Combine(Directory, "logs", "agency-command.log"));
    }

    public Task KillAndRestartAsync(string process) => throw new NotSupportedException("It is the test's own process.");

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        global::System.IO.Directory.Delete(Directory, recursive: true);
    }
}

/// <summary>Finished spans, from many threads.</summary>
internal sealed class SpanCollection : ICollection<Activity>
{
    private readonly ConcurrentQueue<Activity> _spans = new();

    public int Count => _spans.Count;

    /// <summary>
    /// Waits for a span, since a request's ends a moment after its answer has arrived, and gives it with all that have ended by then.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are several.</exception>
    /// <exception cref="OperationCanceledException">Not within a minute.</exception>
    public async Task<(Activity One, IReadOnlyList<Activity> All)> WithEndedAsync(Func<Activity, bool> isIt)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var all = _spans.ToArray();
            if (all.SingleOrDefault(isIt) is { } one)
            {
                return (one, all);
            }

            // Exporting tells nobody; looking again is all that can be done.
            await Task.Delay(20, limit.Token);
        }
    }

    public bool IsReadOnly => false;

    public void Add(Activity item) => _spans.Enqueue(item);

    public void Clear() => _spans.Clear();

    public bool Contains(Activity item) => _spans.Contains(item);

    public void CopyTo(Activity[] array, int arrayIndex) => _spans.CopyTo(array, arrayIndex);

    public bool Remove(Activity item) => throw new NotSupportedException();

    public IEnumerator<Activity> GetEnumerator() => _spans.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
