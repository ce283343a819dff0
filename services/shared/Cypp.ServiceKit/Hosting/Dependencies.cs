using Cypp.Messaging.Dispatch;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cypp.ServiceKit.Hosting;

/// <summary>
/// Says in one line for what a start waits, and in another that it waits no longer. A process does not end because its database or its broker
/// is not there yet: it is alive, without its database not ready, and goes to work by itself.
/// </summary>
internal sealed partial class Dependencies(
    IReadOnlyList<IServiceModule> modules, IBusTransport bus, IServiceProvider services, TimeProvider clock, ILogger<Dependencies> logger) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
    [
        .. modules.Select(module => WaitAsync(module.Name, "database", () => module.Database.IsReachableAsync(services, stoppingToken), stoppingToken)),
        WaitAsync(modules[0].Name, "broker", () => Task.FromResult(bus.IsConnected), stoppingToken),
    ]);

    private async Task WaitAsync(string service, string dependency, Func<Task<bool>> isThere, CancellationToken stoppingToken)
    {
        // The host is started while this looks; a bus connects only then.
        await Task.Delay(Between, clock, stoppingToken);
        if (await isThere())
        {
            return;
        }

        LogWaits(service, dependency);
        do
        {
            await Task.Delay(Between, clock, stoppingToken);
        }
        while (!await isThere());
        LogFound(service, dependency);
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "DependencyAwaited", Message = "{Service} waits for its {Dependency} and begins by itself when that is there")]
    private partial void LogWaits(string service, string dependency);

    // A warning too: whoever sees only those must see that it is over.
    [LoggerMessage(Level = LogLevel.Warning, EventName = "DependencyFound", Message = "{Service} has its {Dependency}")]
    private partial void LogFound(string service, string dependency);
}
