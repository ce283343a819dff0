using Cypp.Identity.Protocol;

namespace Cypp.Identity.Features;

/// <summary>Publishes the next signing key a day before its use and removes the old one when no token of it is alive (ID-6).</summary>
internal sealed partial class RotateSigningKeys(SigningKeys keys, TimeProvider clock, ILogger<RotateSigningKeys> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(10), clock);
        do
        {
            try
            {
                keys.Rotate();
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                LogFailure(failure.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "RotationFailed", Message = "Rotating signing keys failed with {Failure}; it is tried again")]
    private partial void LogFailure(string failure);
}
