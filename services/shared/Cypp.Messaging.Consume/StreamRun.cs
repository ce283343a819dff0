using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Messaging.Consume;

internal static class StreamRun
{
    /// <summary>So many messages share a transaction at most.</summary>
    public const int Most = 50;
}

/// <summary>
/// Messages of one stream that are here together, and those held there that come after them, have their effects in one transaction:
/// lock, inbox and commit are theirs together. It is the short way for what is as it should be; the rest is left to be taken in
/// one by one (MQ-5).
/// </summary>
internal sealed class StreamRun<TDb>(ConsumerList consumers, IServiceScopeFactory scopes) where TDb : ServiceDb
{
    /// <returns>What was left.</returns>
    /// <exception cref="Exception">None of them has had its effect.</exception>
    public async Task<IReadOnlyList<WireMessage>> TakeInAsync(IReadOnlyList<Arrived> run, CancellationToken cancellationToken)
    {
        var stream = run[0].Message.Envelope.Stream;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<TDb>(RowContext.Consumer);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var standing = await db.LockPositionAsync(stream, run[0].Id, cancellationToken);
        if (standing.SomethingIsParked || run.All(one => one.Sequence > standing.Sequence + 1))
        {
            return [.. run.Select(one => one.Message)];
        }

        var known = await db.KnownAsync([.. run.Select(one => one.Id)], cancellationToken);
        var held = (await db.HeldAsync(stream, StreamRun.Most, cancellationToken)).Select(message => new Arrived(message, Activity.Current)).ToList();
        var (position, taken, left) = (standing.Sequence, new List<Arrived>(), new List<WireMessage>());
        foreach (var one in run.Concat(held).DistinctBy(one => one.Id).OrderBy(one => one.Sequence))
        {
            switch (ArrivalRule.Decide(position, one.Sequence, known.Contains(one.Id)))
            {
                case Arrival.Drop when !held.Exists(waiting => waiting.Id == one.Id):
                    MessagingTelemetry.Duplicates.Add(1);
                    break;
                case Arrival.TakeIn when EnvelopeRules.Broken(one.Message.Envelope) is null:
                    await HandleAsync(scope.ServiceProvider, db, one, cancellationToken);
                    position = one.Sequence;
                    taken.Add(one);
                    break;
                default:
                    left.AddRange(run.Contains(one) ? [one.Message] : []);
                    break;
            }
        }

        if (taken.Count == 0)
        {
            return left;
        }

        await db.SettleAsync(stream, taken.ConvertAll(one => one.Id), position, cancellationToken);
        var next = await db.NextHeldAsync(stream, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        taken.ForEach(one => MessagingTelemetry.Handled.Add(1, new KeyValuePair<string, object?>("type", one.Message.Envelope.Type)));
        return next is null ? left : [.. left, next];
    }

    private async Task HandleAsync(IServiceProvider services, TDb db, Arrived one, CancellationToken cancellationToken)
    {
        var before = Activity.Current;
        Activity.Current = one.Activity;
        try
        {
            await consumers.HandleAsync(services, one.Message.Read(), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            // The next one looks at the database, not at what this one had read.
            db.ChangeTracker.Clear();
        }
        finally
        {
            Activity.Current = before;
        }
    }
}
