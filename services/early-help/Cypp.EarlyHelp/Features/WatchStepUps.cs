using System.Diagnostics.Metrics;
using Cypp.Access;
using Cypp.Access.Inbox;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Cypp.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Features;

/// <summary>A step-up that social work has not received after 15 minutes alarms the cluster manager, once. A lost hand-over is the worst failure here.</summary>
internal sealed partial class WatchStepUps(IServiceScopeFactory scopes, TimeProvider clock, ILogger<WatchStepUps> logger) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly Meter Meter = new("Cypp.EarlyHelp");
    private static readonly Counter<long> Overdue = Meter.CreateCounter<long>("cypp.stepup.overdue", description: "Step-ups not received in 15 minutes");

    private readonly SemaphoreSlim _oneAtATime = new(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(30), clock);
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
            await AlarmOverdueAsync(cancellationToken);
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

    private async Task AlarmOverdueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<EarlyHelpDb>(RowContext.Job);
        var now = clock.GetUtcNow();
        // When it was sent by the system's clock: the business clock of a demonstration jumps.
        var overdue = await db.StepUps.Where(stepUp => stepUp.SentBySystemAt <= now - Patience)
            .Join(db.Set<CaseMember>().Where(member => member.State == MemberState.StepUpSent && !member.StepUpAlarmed), stepUp => stepUp.Id, member => member.StepUpId, (stepUp, member) => stepUp)
            .ToListAsync(cancellationToken);
        foreach (var stepUp in overdue)
        {
            var found = await db.WholeCases.SingleAsync(one => one.Id == stepUp.CaseId, cancellationToken);
            found.Alarmed(stepUp.ChildId);
            db.Tell(found.LeadAgencyId, Roles.ClusterManager, "step-up-not-received", found.Id, stepUp.ChildId, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        Overdue.Add(overdue.Count);
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "StepUpWatchFailed", Message = "Watching step-ups failed with {Failure}; it goes on")]
    private partial void LogFailure(string failure);
}
