using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Cypp.ServiceKit.Trust;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Testing;

/// <summary>What one host counts of callers whom it does not know; not what others of the same process count.</summary>
public sealed class UnknownCallerCount : IDisposable
{
    private readonly ConcurrentQueue<string> _codes = new();
    private readonly MeterListener _listener = new();

    public UnknownCallerCount(IServiceProvider host)
    {
        var meters = host.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == UnknownCallers.Instrument && instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, added, tags, _) => _codes.Enqueue($"{added} {tags[0].Key}={tags[0].Value}, {tags.Length} tag"));
        _listener.Start();
    }

    /// <summary>In the order in which they were counted.</summary>
    public IReadOnlyList<string> Codes => [.. _codes];

    public void Dispose() => _listener.Dispose();
}
