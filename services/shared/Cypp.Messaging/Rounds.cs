using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cypp.Messaging;

/// <summary>Work that begins by the clock, again and again, whatever the last time came to.</summary>
/// <param name="name">For the log.</param>
public abstract partial class Rounds(string name, TimeSpan every, TimeProvider clock, ILogger logger) : BackgroundService
{
    private readonly Outage _outage = new();

    protected TimeProvider Clock => clock;

    protected ILogger Logger => logger;

    public abstract Task RunOnceAsync(CancellationToken cancellationToken);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnceAsync(stoppingToken);
                _outage.End();
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                if (_outage.Begins(failure))
                {
                    Report(failure.GetType().Name);
                }
            }
        }
    }

    /// <summary>Says that it failed, by the name of the failure.</summary>
    protected virtual void Report(string failure) => LogFailure(logger, name, failure);

    [LoggerMessage(Level = LogLevel.Warning, EventName = "RoundFailed", Message = "{Work} failed with {Failure}; it goes on")]
    private static partial void LogFailure(ILogger logger, string work, string failure);
}

public static class RoundsServices
{
    /// <summary>Registers work that begins by the clock, so that a test may also have it done at once.</summary>
    /// <param name="create">Left out: from what is registered.</param>
    public static IServiceCollection AddRounds<TRounds>(this IServiceCollection services, Func<IServiceProvider, TRounds>? create = null) where TRounds : Rounds => services
        .AddSingleton(create ?? (provider => ActivatorUtilities.CreateInstance<TRounds>(provider)))
        .AddSingleton<IHostedService>(provider => provider.GetRequiredService<TRounds>());
}
