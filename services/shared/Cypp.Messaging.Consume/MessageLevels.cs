using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cypp.Messaging.Consume;

/// <summary>Messages that wait for a person, on either side, and those that wait for an earlier one (MQ-9, MQ-12).</summary>
public sealed class MessageLevels<TDb>(
    ConsumerPipeline<TDb> pipeline, LevelGauges gauges, IServiceScopeFactory scopes, TimeProvider clock, ILogger<MessageLevels<TDb>> logger)
    : Levels<TDb>(pipeline.Service, scopes, clock, logger) where TDb : ServiceDb
{
    // Nobody else may look at what is parked but who asks for it.
    protected override RowContext Context => RowContext.Consumer;

    protected override async Task MeasureAsync(TDb db, CancellationToken cancellationToken)
    {
        gauges.Record("cypp.parked.waiting", Service, await db.Parked.CountAsync(row => row.SettledAt == null, cancellationToken));
        gauges.Record("cypp.outbox.parked", Service, await db.Outbox.CountAsync(row => row.SentAt == null && row.ParkedAt != null, cancellationToken));
        var held = await db.Held.OrderBy(row => row.HeldAt).Select(row => (DateTimeOffset?)row.HeldAt).FirstOrDefaultAsync(cancellationToken);
        gauges.RecordAge("cypp.held.age", Service, held, Clock.GetUtcNow());
        // Counters begin with 0, or what is counted first would be a series' first value and no increase.
        MessagingTelemetry.Held.Add(0);
        MessagingTelemetry.Duplicates.Add(0);
        MessagingTelemetry.AuditForks.Add(0, new KeyValuePair<string, object?>("service", Service));
    }
}
