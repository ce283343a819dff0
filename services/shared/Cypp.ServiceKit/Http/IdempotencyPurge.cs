using Cypp.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cypp.ServiceKit.Http;

/// <summary>Forgets answers to keyed requests after 24 hours.</summary>
internal sealed partial class IdempotencyPurge<TDb>(IServiceScopeFactory scopes, TimeProvider clock, ILogger<IdempotencyPurge<TDb>> logger)
    : BackgroundService where TDb : ServiceDb
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var expired = clock.GetUtcNow() - TimeSpan.FromHours(24);
                await scope.DatabaseFor<TDb>(RowContext.Job).Idempotency
                    .Where(record => record.CreatedAt <= expired).ExecuteDeleteAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(failure.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "PurgeFailed", Message = "Purge of idempotency keys failed with {Failure}; it is tried again")]
    private partial void LogFailure(string failure);
}
