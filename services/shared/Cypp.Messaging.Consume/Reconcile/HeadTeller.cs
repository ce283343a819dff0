using Cypp.Contracts.Messaging;
using Cypp.Messaging.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cypp.Messaging.Consume.Reconcile;

/// <summary>Tells the heads once a night, after two o'clock UTC, whichever replica comes to it first (MQ-13): a message that a broker lost is noticed within the day.</summary>
public sealed class HeadTeller<TDb>(
    ConsumerPipeline<TDb> pipeline, IServiceScopeFactory scopes, TimeProvider clock, ILogger<HeadTeller<TDb>> logger)
    : Rounds($"Teller of heads of {pipeline.Service}", TimeSpan.FromMinutes(15), clock, logger) where TDb : ServiceDb
{
    private static readonly TimeSpan At = TimeSpan.FromHours(2);
    private static readonly string Told = MessageCatalogue.Of(typeof(HeadsTold)).About.Name;

    public override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        var since = InboxEntry.FirstIdOf(new DateTimeOffset((now - At).UtcDateTime.Date, TimeSpan.Zero) + At);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<TDb>(RowContext.Job);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockAsync("messaging/heads", cancellationToken);
        if (!await db.Outbox.AnyAsync(row => row.Id >= since && row.Type == Told, cancellationToken))
        {
            await db.TellHeadsAsync(pipeline.Service, now, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
