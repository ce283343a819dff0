using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Cypp.Access.Feed;

/// <summary><c>cypp.restrictions.whole</c>, by <c>service</c>: 1 while its copy of the restrictions is whole, 0 while it shows nothing of a child.</summary>
internal static class FeedTelemetry
{
    private static readonly ConcurrentDictionary<string, Func<bool>> Copies = new();
    private static readonly Meter Meter = new("Cypp.Access");

    static FeedTelemetry() => Meter.CreateObservableGauge(
        "cypp.restrictions.whole", () => Copies.Select(copy => new Measurement<int>(copy.Value() ? 1 : 0, new KeyValuePair<string, object?>("service", copy.Key))),
        description: "Whether the service's copy of the restrictions is whole");

    public static void Observe(string service, Func<bool> isWhole) => Copies[service] = isWhole;
}
