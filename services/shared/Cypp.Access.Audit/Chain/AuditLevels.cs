using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cypp.Access.Audit.Chain;

/// <summary>Audit rows that have no place in the chain yet: while they wait, tampering with them would not show (AU-3).</summary>
public sealed class AuditLevels<TDb>(
    ConsumerPipeline<TDb> pipeline, LevelGauges gauges, IServiceScopeFactory scopes, TimeProvider clock, ILogger<AuditLevels<TDb>> logger)
    : Levels<TDb>(pipeline.Service, scopes, clock, logger) where TDb : ServiceDb
{
    protected override RowContext Context => RowContext.Sealer;

    protected override async Task MeasureAsync(TDb db, CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        var last = await SealWindow.TailAsync(db, now, cancellationToken);
        var unsealed = SealWindow.Unsealed(db).Where(row => row.Id > last);
        gauges.Record("cypp.audit.unsealed", Service, await unsealed.CountAsync(cancellationToken));
        var first = await unsealed.OrderBy(row => row.Id).Select(row => (DateTimeOffset?)row.At).FirstOrDefaultAsync(cancellationToken);
        gauges.RecordAge("cypp.audit.age", Service, first, now);
    }
}
