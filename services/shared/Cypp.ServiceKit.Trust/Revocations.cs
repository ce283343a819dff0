using System.Security.Claims;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cypp.ServiceKit.Trust;

/// <summary>
/// The list of what is revoked, asked for every ten seconds. Without one younger than a minute nobody is believed: a
/// forged or revoked token must not outlive the minute because the issuer cannot be asked (ID-5, ID-6).
/// </summary>
public sealed partial class Revocations(IRevokedListSource source, TimeProvider clock, ILogger<Revocations> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Oldest = TimeSpan.FromSeconds(60);
    private readonly Lock _lock = new();
    private volatile Reading? _last;
    private string? _failure;

    private sealed record Reading(RevokedList List, long At);

    /// <summary>Whether there ever was a list: the process can begin its work.</summary>
    public bool WereKnown => _last is not null;

    public bool AreKnown => _last is { } last && clock.GetElapsedTime(last.At) < Oldest;

    public bool Names(ClaimsPrincipal user, string? keyId) => _last?.List.Names(user, keyId) is true;

    public bool NamesKey(string keyId) => _last?.List.Keys.Contains(keyId) is true;

    /// <returns>Whether the list could be read.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        // What was revoked while it was read may be missing: its age counts from before.
        var at = clock.GetTimestamp();
        try
        {
            Keep(new Reading(await source.ReadRevokedAsync(limit.Token), at));
            _failure = null;
            return true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // An identity service that is away is said once, not every second.
            if (_failure != failure.GetType().Name)
            {
                LogFailure(_failure = failure.GetType().Name);
            }

            return false;
        }
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var known = WereKnown;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(known ? Interval : Retry, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            known = await RefreshAsync(stoppingToken);
        }
    }

    // Of two that are asked for at once the older may come last.
    private void Keep(Reading read)
    {
        lock (_lock)
        {
            _last = _last is { } last && last.At > read.At ? last : read;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "RevocationsUnknown", Message = "What is revoked could not be read ({Failure}); without it nobody is believed after a minute")]
    private partial void LogFailure(string failure);
}
