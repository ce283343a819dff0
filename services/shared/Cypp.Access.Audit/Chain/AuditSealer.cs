using Cypp.Audit;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cypp.Access.Audit.Chain;

/// <summary>
/// Gives every committed audit row its place in the chain (AU-3). Of several replicas one seals at a time; who writes
/// rows does not wait for it.
/// </summary>
public sealed class AuditSealer<TDb>(
    ConsumerPipeline<TDb> pipeline, IServiceScopeFactory scopes, TimeProvider clock, ILogger<AuditSealer<TDb>> logger)
    : AuditJob(pipeline.Service, TimeSpan.FromSeconds(5), clock, logger) where TDb : ServiceDb
{
    // SQLite has one writer: a short transaction keeps the others' wait short.
    private const int BatchSize = 500;

    /// <inheritdoc/>
    public override Task<int> RunOnceAsync(CancellationToken cancellationToken) => InBatchesAsync(BatchSize, SealBatchAsync, cancellationToken);

    private async Task<int> SealBatchAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<TDb>(RowContext.Sealer);
        if ((await WaitingAsync(db, 1, cancellationToken)).Count == 0)
        {
            return 0;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockAsync("audit/chain", cancellationToken);
        // Read after the lock: another replica may have sealed some of them meanwhile.
        var rows = await WaitingAsync(db, BatchSize, cancellationToken);
        var head = await db.Set<AuditLink>().AsNoTracking().OrderByDescending(link => link.Sequence).FirstOrDefaultAsync(cancellationToken);
        var (sequence, hash) = head is null ? (0L, AuditHash.Genesis(Service)) : (head.Sequence, head.Hash);
        foreach (var row in rows)
        {
            hash = AuditHash.OfRow(row.ToCanonical(), hash);
            db.Add(new AuditLink { Sequence = ++sequence, RowId = row.Id, Hash = hash });
        }

        await OwnKin.TellAsync(db, rows, Key, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rows.Count;
    }

    private async Task<List<AuditRow>> WaitingAsync(TDb db, int atMost, CancellationToken cancellationToken)
    {
        var begin = await SealWindow.BeginAsync(db, Clock.GetUtcNow(), cancellationToken);
        return await SealWindow.Unsealed(db).Where(row => row.Id >= begin).OrderBy(row => row.Id).Take(atMost).ToListAsync(cancellationToken);
    }
}
