using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cypp.Messaging;

/// <summary>Work that begins by the clock, again and again, whatever the last time came to.</summary>
/// <param name="name">For the log.</param>
public abstract partial class Rounds(string name, TimeSpan every, TimeProvider clock, ILogger logger) : BackgroundService
{
    public abstract Task RunOnceAsync(CancellationToken cancellationToken);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(every, clock);
        var last = "";
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnceAsync(stoppingToken);
                last = "";
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // A database that is away is said once, not every few seconds.
                if (last != failure.GetType().Name)
                {
                    LogFailure(logger, name, last = failure.GetType().Name);
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "RoundFailed", Message = "{Work} failed with {Failure}; it goes on")]
    private static partial void LogFailure(ILogger logger, string work, string failure);
}
