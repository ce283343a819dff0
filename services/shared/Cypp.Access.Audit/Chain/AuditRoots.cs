using Cypp.Audit;
using Cypp.Contracts.Platform;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cypp.Access.Audit.Chain;

/// <summary>Each minute in which the chain grew, tells its Merkle root to the witnesses, which are the other services (AU-3).</summary>
public sealed class AuditRoots<TDb>(
    ConsumerPipeline<TDb> pipeline, IServiceScopeFactory scopes, TimeProvider clock, ILogger<AuditRoots<TDb>> logger)
    : AuditJob(pipeline.Service, TimeSpan.FromMinutes(1), clock, logger) where TDb : ServiceDb
{
    private const int MostLeavesAtOnce = 100_000;

    /// <inheritdoc/>
    public override Task<int> RunOnceAsync(CancellationToken cancellationToken) => InBatchesAsync(MostLeavesAtOnce, PublishNextAsync, cancellationToken);

    private async Task<int> PublishNextAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<TDb>(RowContext.Sealer);
        var told = await db.Set<AuditRoot>().MaxAsync(root => (long?)root.Size, cancellationToken) ?? 0;
        if (!await db.Set<AuditLink>().AnyAsync(link => link.Sequence > told, cancellationToken))
        {
            return 0;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockAsync("audit/root", cancellationToken);
        var last = await db.Set<AuditRoot>().OrderByDescending(root => root.Size).FirstOrDefaultAsync(cancellationToken);
        var (from, peaks) = (last?.Size ?? 0, last?.Peaks ?? []);
        var hashes = await db.Set<AuditLink>().Where(link => link.Sequence > from).OrderBy(link => link.Sequence)
            .Select(link => link.Hash).Take(MostLeavesAtOnce).ToListAsync(cancellationToken);
        if (hashes.Count > 0)
        {
            Tell(db, from, peaks, hashes);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return hashes.Count;
    }

    private void Tell(TDb db, long from, byte[] peaks, List<byte[]> hashes)
    {
        var (now, frontier, leaves) = (Clock.GetUtcNow(), MerkleFrontier.From(from, peaks), hashes.ConvertAll(AuditHash.OfLeaf));
        leaves.ForEach(frontier.Append);
        var root = new AuditRoot { Size = frontier.Size, Root = frontier.Root(), Head = hashes[^1], Peaks = frontier.ToBytes(), SealedAt = now };
        db.Add(root);
        var proof = new MerkleTree(MerkleFrontier.From(from, peaks), leaves).ProveConsistency(from);
        db.Publish(
            new AuditRootSealed(
                Service, root.Size, Convert.ToHexStringLower(root.Root), Convert.ToHexStringLower(root.Head), now,
                from, [.. proof.Select(Convert.ToHexStringLower)]),
            key: Key, sourceAgencyId: PlatformAgency.Id);
    }
}
