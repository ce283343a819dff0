using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Cypp.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Testing;

/// <summary>What a service's levels say when they are counted now; not what its own rounds or other hosts say meanwhile.</summary>
public static class MeasuredLevels
{
    private static readonly AsyncLocal<ConcurrentDictionary<string, double>?> Here = new();

    /// <returns>By the instrument's name and, where it has one, its code: <c>cypp.clock.breached assessment</c>.</returns>
    public static async Task<IReadOnlyDictionary<string, double>> MeasureAsync<TLevels>(this ServiceUnderTest service) where TLevels : Rounds
    {
        var meters = service.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, heard) =>
        {
            if (instrument.Meter.Name == LevelGauges.MeterName && instrument.Meter.Scope == meters)
            {
                heard.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            if (Here.Value is { } measured)
            {
                measured[tags.Length > 1 ? $"{instrument.Name} {tags[1].Value}" : instrument.Name] = value;
            }
        });
        listener.Start();
        var levels = Here.Value = new();
        await service.Services.GetRequiredService<TLevels>().RunOnceAsync(CancellationToken.None);
        Here.Value = null;
        return levels;
    }
}
