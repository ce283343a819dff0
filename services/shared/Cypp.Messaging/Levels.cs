using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cypp.Messaging;

/// <summary>
/// What of a service's work waits, counted in its database every 15 s. Each replica says the same, so the greatest of them is
/// the level; nothing that names a child or a person is counted apart.
/// </summary>
public abstract class Levels<TDb>(string service, IServiceScopeFactory scopes, TimeProvider clock, ILogger logger)
    : Rounds($"Levels of {service}", TimeSpan.FromSeconds(15), clock, logger) where TDb : ServiceDb
{
    protected string Service => service;

    /// <summary>For what it reads.</summary>
    protected virtual RowContext Context => RowContext.Job;

    public sealed override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await MeasureAsync(scope.DatabaseFor<TDb>(Context), cancellationToken);
    }

    protected abstract Task MeasureAsync(TDb db, CancellationToken cancellationToken);
}

/// <summary>The gauges that levels are told by, one a name however many services a process runs.</summary>
public sealed class LevelGauges(IMeterFactory meters)
{
    public const string MeterName = "Cypp.Levels";
    private readonly Meter _meter = meters.Create(MeterName);
    private readonly ConcurrentDictionary<string, Gauge<double>> _gauges = new();

    public void Record(string name, string service, double value, string? unit = null) =>
        Of(name, unit).Record(value, new KeyValuePair<string, object?>("service", service));

    /// <summary>How long the first of what waits has waited; nothing waits: 0.</summary>
    public void RecordAge(string name, string service, DateTimeOffset? first, DateTimeOffset now) => Record(name, service, Seconds(first, now), "s");

    /// <summary>A deadline that law or guidance sets: how many are over it, and how many will soon be.</summary>
    /// <param name="work">Code of what is due.</param>
    public void RecordClock(string service, string work, long breached, long dueSoon)
    {
        Of("cypp.clock.breached").Record(breached, new KeyValuePair<string, object?>("service", service), new KeyValuePair<string, object?>("work", work));
        Of("cypp.clock.due_soon").Record(dueSoon, new KeyValuePair<string, object?>("service", service), new KeyValuePair<string, object?>("work", work));
    }

    /// <summary>What one service handed to another and that has not said it has it.</summary>
    /// <param name="type">Code of the hand-over.</param>
    public void RecordHandOver(string service, string type, long waiting, DateTimeOffset? first, DateTimeOffset now)
    {
        Of("cypp.handover.waiting").Record(waiting, new KeyValuePair<string, object?>("service", service), new KeyValuePair<string, object?>("type", type));
        Of("cypp.handover.age", "s").Record(Seconds(first, now), new KeyValuePair<string, object?>("service", service), new KeyValuePair<string, object?>("type", type));
    }

    private static double Seconds(DateTimeOffset? first, DateTimeOffset now) => first is { } since && since < now ? (now - since).TotalSeconds : 0;

    private Gauge<double> Of(string name, string? unit = null) => _gauges.GetOrAdd(name, key => _meter.CreateGauge<double>(key, unit));
}
