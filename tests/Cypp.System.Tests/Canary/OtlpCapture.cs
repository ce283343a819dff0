using System.Collections.Concurrent;
using Cypp.Story.Watch;

namespace Cypp.System.Tests.Canary;

/// <summary>Keeps every byte of traces, metrics and logs as the processes export them.</summary>
internal sealed class OtlpCapture : IAsyncDisposable
{
    private readonly OtlpSink _sink;

    private OtlpCapture(OtlpSink sink, ConcurrentQueue<(string, byte[])> received) => (_sink, Received) = (sink, received);

    public Uri Address => _sink.Address;

    /// <summary>What makes a process export to it.</summary>
    public IReadOnlyDictionary<string, string> Settings => _sink.Settings;

    /// <summary>Signal (traces, metrics or logs) and the protobuf that was posted.</summary>
    public ConcurrentQueue<(string Signal, byte[] Body)> Received { get; }

    /// <summary>Spans that have ended and were exported by now.</summary>
    public IReadOnlyList<OtlpSpan> Spans => [.. Received.Where(one => one.Signal == "traces").SelectMany(one => OtlpSpan.ReadAll(one.Body))];

    public IEnumerable<OtlpMetric> Metrics => Received.Where(one => one.Signal == "metrics").SelectMany(one => OtlpMetric.ReadAll(one.Body));

    public static async Task<OtlpCapture> StartAsync()
    {
        var received = new ConcurrentQueue<(string, byte[])>();
        return new OtlpCapture(await OtlpSink.StartAsync((signal, body) => received.Enqueue((signal, body))), received);
    }

    /// <summary>Whether a process of that name exported that signal.</summary>
    public bool HasHeard(string signal, string service) =>
        Received.Where(one => one.Signal == signal).Any(one => OtlpResource.ItemsIn(one.Body).Any(item => item.From.Service == service));

    public ValueTask DisposeAsync() => _sink.DisposeAsync();
}
