using Cypp.Identity.Data;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Identity.Features;

/// <summary>Drops used assertions once their age alone refuses them.</summary>
internal sealed partial class ForgetAssertions(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ForgetAssertions> logger) : BackgroundService
{
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        await scope.ServiceProvider.GetRequiredService<IdentityDb>().SeenAssertions
            .Where(row => row.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
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

    [LoggerMessage(Level = LogLevel.Warning, EventName = "ForgetFailed", Message = "Forgetting used assertions failed with {Failure}; it is tried again")]
    private partial void LogFailure(string failure);
}
