using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cypp.Messaging.Dispatch;

/// <summary>Sends a service's outbox: in order within a stream, streams side by side, a stream stopping at its first failure.</summary>
public sealed partial class Dispatcher<TDb>(
    IServiceScopeFactory scopes, OutboxSignal<TDb> signal, ISlotLocks locks, DispatchBatch<TDb> batch,
    ILogger<Dispatcher<TDb>> logger) : BackgroundService where TDb : ServiceDb
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var outage = new Outage();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await using var lease = await locks.OpenAsync(scope.DatabaseFor<TDb>(RowContext.Dispatcher), stoppingToken);
                while (!stoppingToken.IsCancellationRequested)
                {
                    var mayBeMore = await lease.HeldAsync(stoppingToken) is { Count: > 0 } slots && await batch.SendDueAsync(slots, stoppingToken);
                    outage.End();
                    if (!mayBeMore)
                    {
                        await signal.WaitAsync(Poll, stoppingToken);
                    }
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                if (outage.Begins(failure))
                {
                    LogFailure(typeof(TDb).Name, failure.GetType().Name);
                }
            }

            await signal.WaitAsync(Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "DispatcherFailed", Message = "Dispatcher of {Database} failed with {Failure}; it goes on")]
    private partial void LogFailure(string database, string failure);
}
