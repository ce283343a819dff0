using Cypp.Access;
using Cypp.Access.Inbox;
using Cypp.Index.Data;
using Cypp.Messaging;
using Cypp.ServiceKit.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cypp.Index.Features;

/// <summary>An override that nobody reviewed in five working days is told to the authority's senior managers, once (AZ-3).</summary>
internal sealed partial class WatchOverrides(
    IServiceScopeFactory scopes, BusinessClock clock, TimeProvider system, IOptions<AuthorityOptions> authority, ILogger<WatchOverrides> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(5), system);
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
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<IndexDb>(RowContext.Job);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Of several replicas one tells.
        await db.LockAsync("access-overrides/watch", cancellationToken);
        var (today, now) = (clock.Today, clock.GetUtcNow());
        foreach (var one in await db.Overrides.Where(row => row.ReviewDueOn < today && row.Outcome == null && !row.Escalated).ToListAsync(cancellationToken))
        {
            one.Escalate();
            db.Tell(authority.Value.SocialWork, Roles.SeniorManager, "access-override-not-reviewed", one.Id, childId: null, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "OverrideWatchFailed", Message = "Watching access overrides failed with {Failure}; it goes on")]
    private partial void LogFailure(string failure);
}
