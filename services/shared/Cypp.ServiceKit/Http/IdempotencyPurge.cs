using Cypp.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cypp.ServiceKit.Http;

/// <summary>Forgets answers to keyed requests after 24 hours.</summary>
internal sealed class IdempotencyPurge<TDb>(IServiceScopeFactory scopes, TimeProvider clock, ILogger<IdempotencyPurge<TDb>> logger)
    : Rounds("Purge of idempotency keys", TimeSpan.FromHours(1), clock, logger) where TDb : ServiceDb
{
    public override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var expired = Clock.GetUtcNow() - TimeSpan.FromHours(24);
        await scope.DatabaseFor<TDb>(RowContext.Job).Idempotency
            .Where(record => record.CreatedAt <= expired).ExecuteDeleteAsync(cancellationToken);
    }
}
