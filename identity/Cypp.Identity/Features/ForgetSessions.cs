using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;

namespace Cypp.Identity.Features;

/// <summary>Drops sessions, their tokens and counts of failures once nothing of them can be alive or asked for.</summary>
internal sealed partial class ForgetSessions(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ForgetSessions> logger) : BackgroundService
{
    /// <summary>A reuse must still be seen, and a revocation listed, while any token of the session lives.</summary>
    private static readonly TimeSpan Kept = SignInLimits.Session + TimeSpan.FromHours(1);

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        // OpenIddict keeps its dates as UTC without a zone.
        var oldest = (clock.GetUtcNow() - Kept).UtcDateTime;
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        await db.Set<OpenIddictEntityFrameworkCoreToken>().Where(row => row.CreationDate < oldest).ExecuteDeleteAsync(cancellationToken);
        await db.Sessions.Where(row => row.CreationDate < oldest && row.Tokens.Count == 0).ExecuteDeleteAsync(cancellationToken);
        await db.AddressFailures.Where(row => row.EndsAt < now).ExecuteDeleteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(5), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(failure.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "ForgetSessionsFailed", Message = "Forgetting sessions failed with {Failure}; it is tried again")]
    private partial void LogFailure(string failure);
}
