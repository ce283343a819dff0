using Cypp.Access.Inbox;
using Cypp.Learning.Data;
using Cypp.Learning.Domain;
using Cypp.Messaging;
using Cypp.ServiceKit.Time;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Learning.Features;

/// <summary>Domestic-abuse notices that no named person has acknowledged, in an hour before their bell and after it.</summary>
internal sealed class NoticeLevels(
    LevelGauges gauges, BusinessClock business, IServiceScopeFactory scopes, TimeProvider clock, ILogger<NoticeLevels> logger)
    : Levels<LearningDb>("learning", scopes, clock, logger)
{
    protected override async Task MeasureAsync(LearningDb db, CancellationToken cancellationToken)
    {
        var now = business.GetUtcNow();
        var soon = now + Notice.AlarmBefore;
        var waiting = db.Set<InboxItem>().Where(item => item.Kind == NoticeKinds.Notice && item.AcknowledgedAt == null);
        gauges.Record("cypp.notices.waiting", Service, await waiting.CountAsync(cancellationToken));
        gauges.RecordClock(
            Service, "school-notice", await waiting.CountAsync(item => item.DueAt <= now, cancellationToken),
            await waiting.CountAsync(item => item.DueAt > now && item.DueAt <= soon, cancellationToken));
        var unmatched = db.Notices.Where(row => row.ChildId == null);
        gauges.RecordClock(
            Service, "school-notice-match", await unmatched.CountAsync(row => row.EarliestBell <= now, cancellationToken),
            await unmatched.CountAsync(row => row.EarliestBell > now && row.EarliestBell <= soon, cancellationToken));
    }
}
