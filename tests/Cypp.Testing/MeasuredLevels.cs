using System.Diagnostics.Metrics;
using Cypp.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Testing;

/// <summary>What one host's levels say when they are counted now; not what others of the same process say.</summary>
public static class MeasuredLevels
{
    /// <returns>By the instrument's name and, where it has one, its code: <c>cypp.clock.breached assessment</c>.</returns>
    public static async Task<IReadOnlyDictionary<string, double>> MeasureAsync<TLevels>(this ServiceUnderTest service) where TLevels : Rounds
    {
        var meters = service.Services.GetRequiredService<IMeterFactory>();
        var levels = new Dictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, heard) =>
        {
            if (instrument.Meter.Name == LevelGauges.MeterName && instrument.Meter.Scope == meters)
            {
                heard.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => levels[tags.Length > 1 ? $"{instrument.Name} {tags[1].Value}" : instrument.Name] = value);
        listener.Start();
        await service.Services.GetRequiredService<TLevels>().RunOnceAsync(CancellationToken.None);
        return levels;
    }
}
