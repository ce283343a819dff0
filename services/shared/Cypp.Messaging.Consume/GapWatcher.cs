using Cypp.Contracts.Messaging;
using Cypp.Messaging.Data;
using Cypp.Messaging.Dispatch;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cypp.Messaging.Consume;

/// <summary>
/// Closes gaps: releases what a crash left held, and after 30 seconds asks the stream's owner for what is missing, and
/// less and less often again (MQ-5).
/// </summary>
public sealed class GapWatcher<TDb>(
    ConsumerPipeline<TDb> pipeline, IBusTransport transport, IServiceScopeFactory scopes, TimeProvider clock, ILogger<GapWatcher<TDb>> logger)
    : Rounds($"Gap watcher of {pipeline.Service}", TimeSpan.FromSeconds(5), clock, logger) where TDb : ServiceDb
{
    public override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<TDb>(RowContext.Job);
        foreach (var stream in await db.Held.Select(held => held.Stream).Distinct().ToListAsync(cancellationToken))
        {
            await pipeline.ReleaseHeldAsync(stream, cancellationToken);
        }

        var now = Clock.GetUtcNow();
        var waiting = await db.Held.Select(held => new Waiting(held.Stream, held.Sequence, held.HeldAt, held.RequestedAt)).ToListAsync(cancellationToken);
        var overdue = Overdue(isBehind: false);
        if (overdue.Count > 0 && await transport.CountUnreadAsync(pipeline.Service, cancellationToken) > GapRule.MostUnread)
        {
            overdue = Overdue(isBehind: true);
        }

        if (overdue.Count == 0)
        {
            return;
        }

        foreach (var stream in overdue)
        {
            var position = await db.Set<StreamPosition>().Where(row => row.Stream == stream.Key)
                .Select(row => row.Sequence).FirstOrDefaultAsync(cancellationToken);
            foreach (var (from, to) in GapRule.Missing(position, stream.Select(held => held.Sequence)))
            {
                db.Publish(new StateRequested(stream.Key, from, to, pipeline.Service), key: Guid.CreateVersion7(now), sourceAgencyId: PlatformAgency.Id);
            }
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await db.NoteAskedAsync(overdue.ConvertAll(stream => stream.Key), now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        List<IGrouping<string, Waiting>> Overdue(bool isBehind) =>
            [.. waiting.GroupBy(held => held.Stream).Where(stream => GapRule.IsOverdue([.. stream.Select(held => (held.HeldAt, held.RequestedAt))], now, isBehind))];
    }

    private sealed record Waiting(string Stream, long Sequence, DateTimeOffset HeldAt, DateTimeOffset? RequestedAt);
}
