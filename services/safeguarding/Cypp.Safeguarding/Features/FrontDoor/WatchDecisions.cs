using Cypp.Access;
using Cypp.Access.Inbox;
using Cypp.Messaging;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.ServiceKit.Time;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.FrontDoor;

/// <summary>
/// A decision later than one working day is told to the manager, once; a contact whose child nobody has settled near its
/// deadline is told to the out-of-hours team, once.
/// </summary>
internal sealed partial class WatchDecisions(IServiceScopeFactory scopes, TimeProvider system, BusinessClock clock, ILogger<WatchDecisions> logger)
    : BackgroundService
{
    private readonly SemaphoreSlim _oneAtATime = new(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5), system);
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

    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await TellAsync(cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public override void Dispose()
    {
        _oneAtATime.Dispose();
        base.Dispose();
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<SafeguardingDb>(RowContext.Job);
        var (today, now) = (clock.Today, clock.GetUtcNow());
        var late = await db.Referrals
            .Where(one => (one.State == ReferralState.Received || one.State == ReferralState.Acknowledged) && one.DecisionDueOn < today && one.OverdueToldAt == null)
            .ToListAsync(cancellationToken);
        foreach (var referral in late)
        {
            referral.TellOverdue(now);
            db.Tell(referral.AgencyId, Roles.SocialWorkManager, "decision-overdue", referral.Id, referral.ChildId, now);
        }

        var waiting = await db.Contacts
            .Where(one => one.ChildId == null && one.MatchAlarmAt <= now && one.MatchAlarmedAt == null).ToListAsync(cancellationToken);
        foreach (var contact in waiting)
        {
            contact.AlarmMatch(now);
            db.Tell(contact.AgencyId, Roles.OutOfHours, "match-pending-near-deadline", contact.Id, null, now);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "DecisionWatchFailed", Message = "Watching decisions failed with {Failure}; it goes on")]
    private partial void LogFailure(string failure);
}
