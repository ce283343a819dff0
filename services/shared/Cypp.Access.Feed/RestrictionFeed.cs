using Cypp.Access.Restrictions;
using Cypp.Messaging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace Cypp.Access.Feed;

/// <summary>
/// Asks the index every second whether the service's copy of the restrictions is whole. While it is not, or when the index
/// could not be asked for a minute, nothing of a child is shown (AZ-1).
/// </summary>
public sealed partial class RestrictionFeed(
    string service, IRestrictionCopy copy, IRestrictionSource source, TimeProvider clock, ILogger<RestrictionFeed> logger) : BackgroundService, IRestrictionFeed
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly Outage _outage = new();

    private volatile FeedReading? _last;

    public bool IsOf(ServiceDb db) => copy.IsIn(db);

    public bool IsWhole => _last?.Holds(clock) is true;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        FeedTelemetry.Observe(service, () => IsWhole);
        await AskAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Asks once.</summary>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        // A trace a second of every service would hide those of people's work.
        using var untraced = SuppressInstrumentationScope.Begin();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        var at = clock.GetTimestamp();
        try
        {
            var said = await source.ReadAsync(limit.Token);
            var own = await copy.ReadAsync(limit.Token);
            Keep(FeedReading.Of(_last, own.Agrees(said), at));
            _outage.End();
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            if (_outage.Begins(failure))
            {
                LogFailure(service, failure.GetType().Name);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(_last is { Agrees: true } ? Interval : Soon, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await AskAsync(stoppingToken);
        }
    }

    private void Keep(FeedReading reading)
    {
        if (reading.Behind && _last is not { Behind: true })
        {
            LogBehind(service);
        }

        _last = reading;
    }

    [LoggerMessage(Level = LogLevel.Error, EventName = "RestrictionsBehind", Message = "{Service} does not know all restrictions that the index has set; it shows nothing of a child until it does")]
    private partial void LogBehind(string service);

    [LoggerMessage(Level = LogLevel.Warning, EventName = "RestrictionsUnknown", Message = "{Service} could not compare its restrictions with the index's ({Failure}); after a minute it shows nothing of a child")]
    private partial void LogFailure(string service, string failure);
}
