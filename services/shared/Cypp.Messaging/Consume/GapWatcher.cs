using Cypp.Contracts.Messaging;
using Cypp.Messaging.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cypp.Messaging.Consume;

/// <summary>
/// Closes gaps: releases what a crash left held, and after 30 seconds asks the stream's owner for what is missing
/// (MQ-5).
/// </summary>
public sealed partial class GapWatcher<TDb>(
    ConsumerPipeline<TDb> pipeline, IServiceScopeFactory scopes, TimeProvider clock, ILogger<GapWatcher<TDb>> logger)
    : BackgroundService where TDb : ServiceDb
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await CloseGapsAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(pipeline.Service, failure.GetType().Name);
            }
        }
    }

    public async Task CloseGapsAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<TDb>(RowContext.Job);
        foreach (var stream in await db.Held.Select(held => held.Stream).Distinct().ToListAsync(cancellationToken))
        {
            await pipeline.ReleaseHeldAsync(stream, cancellationToken);
        }

        var overdue = clock.GetUtcNow() - Patience;
        var waiting = await db.Held
            .Where(held => held.HeldAt <= overdue && (held.RequestedAt == null || held.RequestedAt <= overdue))
            .ToListAsync(cancellationToken);
        foreach (var first in waiting.GroupBy(held => held.Stream).Select(group => group.MinBy(held => held.Sequence)!))
        {
            var position = await db.Set<StreamPosition>().Where(row => row.Stream == first.Stream)
                .Select(row => row.Sequence).FirstOrDefaultAsync(cancellationToken);
            db.Publish(
                new StateRequested(first.Stream, position + 1, first.Sequence - 1, pipeline.Service),
                key: Guid.CreateVersion7(clock.GetUtcNow()), sourceAgencyId: PlatformAgency.Id);
        }

        waiting.ForEach(held => held.RequestedAt = clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "GapWatcherFailed", Message = "Gap watcher of {Service} failed with {Failure}; it goes on")]
    private partial void LogFailure(string service, string failure);
}
