using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Cypp.Messaging;

/// <summary>Spans and metrics of messaging; names and types only, never a key of a child.</summary>
public static class MessagingTelemetry
{
    public const string Name = "Cypp.Messaging";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    public static readonly Counter<long> Sent = Meter.CreateCounter<long>("cypp.outbox.sent", description: "Messages confirmed by the broker");
    public static readonly Counter<long> Handled = Meter.CreateCounter<long>("cypp.consumer.handled", description: "Messages whose effects were committed");
    public static readonly Counter<long> Duplicates = Meter.CreateCounter<long>("cypp.consumer.duplicates", description: "Deliveries dropped because already handled");
    public static readonly Counter<long> Held = Meter.CreateCounter<long>("cypp.consumer.held", description: "Messages held because an earlier one is missing");
    public static readonly Counter<long> Parked = Meter.CreateCounter<long>("cypp.consumer.parked", description: "Messages parked for a person");

    public static readonly Gauge<long> Waiting = Meter.CreateGauge<long>("cypp.outbox.waiting", description: "Messages not yet sent, counted up to the most that may wait");
    public static readonly Gauge<double> WaitingFor = Meter.CreateGauge<double>("cypp.outbox.age", unit: "s", description: "How long the message that is next has waited");

    public static readonly Counter<long> AuditForks = Meter.CreateCounter<long>("cypp.audit.forks", description: "Audit roots that do not continue what was witnessed");

    public static Activity? Start(string name, ActivityKind kind, string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent)
            ? Source.StartActivity(name, kind, parent)
            : Source.StartActivity(name, kind);

    /// <summary>
    /// What comes after something of another day, of the same case or notice: days lie between them, so it is a trace of its own that
    /// points at the earlier one and bears its id. The id says nothing of whom it is about (TL-1).
    /// </summary>
    public static void Follow(this Activity? activity, string? earlier)
    {
        if (activity is not null && ActivityContext.TryParse(earlier, null, isRemote: true, out var first) && first.TraceId != activity.TraceId)
        {
            activity.AddLink(new ActivityLink(first));
            activity.SetTag("cypp.correlation.id", first.TraceId.ToString());
        }
    }
}
