using Cypp.Access.Inbox;
using Cypp.Learning.Data;
using Cypp.Learning.Domain;
using Cypp.Messaging;
using Cypp.ServiceKit.Time;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Learning.Features;

/// <summary>
/// At the bell, a notice that no named person acknowledged is told once to the authority's lead for safeguarding in
/// schools; one that still waits for its match alarms the lead an hour before the earliest bell.
/// </summary>
internal sealed partial class WatchNotices(IServiceScopeFactory scopes, TimeProvider system, ILogger<WatchNotices> logger) : BackgroundService
{
    private const int BatchSize = 100;

    // A tick and a call from outside never work at the same time.
    private readonly SemaphoreSlim _oneAtATime = new(1);

    public override void Dispose()
    {
        _oneAtATime.Dispose();
        base.Dispose();
    }

    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var (db, delivery) = (scope.DatabaseFor<LearningDb>(RowContext.Job), scope.ServiceProvider.GetRequiredService<NoticeDelivery>());
            var now = scope.ServiceProvider.GetRequiredService<BusinessClock>().GetUtcNow();
            await EscalateAsync(db, delivery, now, cancellationToken);
            await AlarmAsync(db, delivery, now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2), system);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await WatchAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(failure.GetType().Name);
            }
        }
    }

    private static async Task EscalateAsync(LearningDb db, NoticeDelivery delivery, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var overdue = await db.Set<InboxItem>()
            .Where(item => item.Kind == NoticeKinds.Notice && item.AcknowledgedAt == null && item.DueAt <= now && !db.Escalations.Any(row => row.InboxItemId == item.Id))
            .OrderBy(item => item.Id).Take(BatchSize).ToListAsync(cancellationToken);
        foreach (var item in overdue)
        {
            db.Escalations.Add(new NoticeEscalation { InboxItemId = item.Id, NoticeId = item.SubjectId, AddressedAgencyId = item.AgencyId, EscalatedAt = now });
            delivery.Alarm(await db.Notices.SingleAsync(row => row.Id == item.SubjectId, cancellationToken), NoticeKinds.Unacknowledged);
        }
    }

    private static async Task AlarmAsync(LearningDb db, NoticeDelivery delivery, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var soon = now + Notice.AlarmBefore;
        foreach (var notice in await db.Notices
            .Where(row => row.ChildId == null && row.AlarmedAt == null && row.EarliestBell <= soon).Take(BatchSize).ToListAsync(cancellationToken))
        {
            notice.Alarm(now);
            delivery.Alarm(notice, NoticeKinds.Unmatched);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "NoticeWatchFailed", Message = "Watching notices failed with {Failure}; it goes on")]
    private partial void LogFailure(string failure);
}
