using Cypp.Index.Data;
using Cypp.Messaging;
using Cypp.ServiceKit.Time;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Features;

/// <summary>How often the glass was broken in a day, and what nobody has reviewed (AZ-3).</summary>
internal sealed class OverrideLevels(
    LevelGauges gauges, BusinessClock business, IServiceScopeFactory scopes, TimeProvider clock, ILogger<OverrideLevels> logger)
    : Levels<IndexDb>("index", scopes, clock, logger)
{
    protected override async Task MeasureAsync(IndexDb db, CancellationToken cancellationToken)
    {
        var (since, today) = (business.GetUtcNow() - TimeSpan.FromDays(1), business.Today);
        gauges.Record("cypp.overrides.begun", Service, await db.Overrides.CountAsync(row => row.From > since, cancellationToken));
        var unreviewed = db.Overrides.Where(row => row.Outcome == null);
        gauges.Record("cypp.overrides.unreviewed", Service, await unreviewed.CountAsync(cancellationToken));
        var tomorrow = WorkingDays.After(today, 1);
        gauges.RecordClock(
            Service, "override-review", await unreviewed.CountAsync(row => row.ReviewDueOn < today, cancellationToken),
            await unreviewed.CountAsync(row => row.ReviewDueOn >= today && row.ReviewDueOn <= tomorrow, cancellationToken));
    }
}
