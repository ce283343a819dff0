using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cypp.ServiceKit.Peers;

/// <summary>
/// The certificate of this process, read anew when its files change: certificates live a day and processes longer, and each new
/// connection uses the newest. Files that cannot be used leave the one before in use.
/// </summary>
public sealed partial class PeerCertificates
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);
    private readonly Lock _lock = new();
    private readonly string? _directory;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private volatile Kept? _kept;

    internal PeerCertificates(IOptions<PeerOptions> options, TimeProvider clock, ILogger<PeerCertificates> logger) =>
        (_directory, _clock, _logger) = (options.Value.Directory, clock, logger);

    private sealed record Kept(PeerFiles Files, PeerIdentity Identity, DateTimeOffset LookedAt, bool Failed);

    /// <summary>Whether this process knows others, and shows itself, by certificates.</summary>
    public bool AreUsed => _directory is not null;

    public PeerIdentity Current
    {
        get
        {
            if (_kept is { } kept && (_clock.GetUtcNow() - kept.LookedAt).Duration() < Between)
            {
                return kept.Identity;
            }

            lock (_lock)
            {
                return (_kept = Look(_kept)).Identity;
            }
        }
    }

    /// <summary>
    /// Whether a request came from the platform's process of that name, and its certificate has not ended since; where processes do not know
    /// each other, from anybody.
    /// </summary>
    public bool AreShownBy(string peer, HttpContext context) => !AreUsed
        || (context.Connection.ClientCertificate is { } shown && _clock.GetUtcNow() < shown.NotAfter
            && shown.MatchesHostname(peer, allowWildcards: false, allowCommonName: false));

    private Kept Look(Kept? before)
    {
        var at = _clock.GetUtcNow();
        try
        {
            var files = PeerFiles.Read(_directory ?? throw new InvalidOperationException("This process has no certificate."));
            return before is { } same && same.Files == files ? same with { LookedAt = at, Failed = false } : new Kept(files, PeerIdentity.Of(files), at, false);
        }
        catch (Exception unusable) when (before is not null && PeerFiles.IsUnusable(unusable))
        {
            if (!before.Failed)
            {
                LogUnusable(unusable.GetType().Name);
            }

            return before with { LookedAt = at, Failed = true };
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "PeerCertificateUnusable", Message = "The new certificate could not be used ({Failure}); the one before stays in use")]
    private partial void LogUnusable(string failure);
}
