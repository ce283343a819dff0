using Cypp.Messaging.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cypp.Messaging.Consume;

/// <summary>Takes in parked messages of which somebody asked it (MQ-9): each once, in one transaction with its effects; what fails again is parked again.</summary>
public sealed class ParkedReplay<TDb>(
    ConsumerPipeline<TDb> pipeline, IServiceScopeFactory scopes, TimeProvider clock, ILogger<ParkedReplay<TDb>> logger)
    : Rounds($"Replay of {pipeline.Service}", TimeSpan.FromSeconds(5), clock, logger) where TDb : ServiceDb
{
    public override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        List<(Guid Id, string Stream)> asked;
        await using (var scope = scopes.CreateAsyncScope())
        {
            asked = (await scope.DatabaseFor<TDb>(RowContext.Consumer).Parked
                .Where(row => row.SettledAt == null && row.ReplayAskedAt != null)
                .OrderBy(row => row.MessageId).Select(row => new { row.MessageId, row.Stream }).ToListAsync(cancellationToken))
                .ConvertAll(row => (row.MessageId, row.Stream));
        }

        foreach (var (id, stream) in asked)
        {
            try
            {
                await TryAsync(id, stream, cancellationToken);
            }
            catch (Exception failure) when (!TransientFailure.Is(failure))
            {
                await ParkAgainAsync(id, ConsumerPipeline<TDb>.ReasonOf(failure), cancellationToken);
            }

            await pipeline.ReleaseHeldAsync(stream, cancellationToken);
        }
    }

    /// <summary>What ended the process before may do so again: it is not begun at each start for ever.</summary>
    private async Task TryAsync(Guid id, string stream, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<TDb>(RowContext.Consumer);
        var attempts = await db.CountAttemptAsync(id, cancellationToken);
        try
        {
            if (attempts > SuspectRule.MostAttempts)
            {
                throw new MessageRejectedException(SuspectRule.Reason);
            }

            await ReplayAsync(id, stream, cancellationToken);
        }
        finally
        {
            await db.ForgetAttemptsAsync(id, CancellationToken.None);
        }
    }

    private async Task ReplayAsync(Guid id, string stream, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<TDb>(RowContext.Consumer);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var standing = await db.LockPositionAsync(stream, id, cancellationToken);
        var row = await db.Parked.SingleAsync(parked => parked.MessageId == id, cancellationToken);
        if (row.SettledAt is not null || row.ReplayAskedAt is null)
        {
            return;
        }

        var message = row.ToWire();
        if ((EnvelopeRules.WithoutPlace(message.Envelope) ?? EnvelopeRules.Broken(message.Envelope)) is { } broken)
        {
            throw new MessageRejectedException(broken);
        }

        if (message.Envelope.Sequence > standing.Sequence)
        {
            // It was parked without a place: it takes its place now, as if it had just come.
            await db.Inbox.Where(entry => entry.MessageId == id).ExecuteDeleteAsync(cancellationToken);
            if (!standing.IsHeld)
            {
                await db.HoldAsync(message, Clock.GetUtcNow(), cancellationToken);
            }
        }
        else
        {
            await pipeline.Consumers.HandleAsync(scope.ServiceProvider, message.Read(), cancellationToken);
        }

        (row.SettledAt, row.Settlement) = (Clock.GetUtcNow(), Settlements.Replayed);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task ParkAgainAsync(Guid id, string reason, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.DatabaseFor<TDb>(RowContext.Consumer).Parked.Where(row => row.MessageId == id && row.SettledAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.ReasonCode, reason).SetProperty(row => row.ReplayAskedAt, (DateTimeOffset?)null).SetProperty(row => row.ReplayAskedBy, (Guid?)null),
            cancellationToken);
    }
}
