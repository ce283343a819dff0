using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cypp.Messaging.Dispatch;

/// <summary>
/// What waits in a service's outbox. A broker may be away, and callers notice nothing, until so many messages wait that
/// whoever calls is asked to come later (MQ-12). What messages and clocks set off goes on: it may be what makes room.
/// </summary>
public sealed class OutboxLevel<TDb>(
    string service, IServiceScopeFactory scopes, IConfiguration configuration, TimeProvider clock, ILogger<OutboxLevel<TDb>> logger)
    : Rounds($"Outbox level of {service}", TimeSpan.FromSeconds(5), clock, logger), ISaveChangesInterceptor where TDb : ServiceDb
{
    private readonly int _most = configuration.GetValue("Messages:MostWaiting", 100_000);
    private volatile bool _full;

    public override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var waiting = scope.DatabaseFor<TDb>(RowContext.Job).Outbox.Where(row => row.SentAt == null);
        var count = await waiting.OrderBy(row => row.Stream).ThenBy(row => row.Sequence).Take(_most).CountAsync(cancellationToken);
        var oldest = await waiting.InTurn().Select(row => (DateTimeOffset?)row.OccurredAt).FirstOrDefaultAsync(cancellationToken);
        _full = count >= _most;
        var tag = new KeyValuePair<string, object?>("service", service);
        MessagingTelemetry.Waiting.Record(count, tag);
        MessagingTelemetry.WaitingFor.Record(oldest is null ? 0 : (Clock.GetUtcNow() - oldest.Value).TotalSeconds, tag);
    }

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        _full && eventData.Context is ServiceDb { HasNewMessages: true, RowContext.OfOneCaller: true } ? throw new OutboxFullException() : new(result);
}

/// <summary>So many messages wait to be sent that no more is taken from callers; nothing was stored.</summary>
public sealed class OutboxFullException() : Exception("The outbox is full.");
