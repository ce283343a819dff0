using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;

namespace Cypp.Gateway;

/// <summary>
/// A service that fails most requests is left alone for a while: its callers get 503 at once instead of each waiting for a
/// time-out (GW-10). A cluster has one destination, Kubernetes spreads behind it, so this breaks the cluster.
/// </summary>
internal static class Breaker
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    public static readonly HealthCheckConfig Config = new()
    {
        // The default would rather send to a failing destination than to none.
        AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyAndUnknown,
        Passive = new PassiveHealthCheckConfig
        {
            Enabled = true,
            Policy = HealthCheckConstants.PassivePolicy.TransportFailureRate,
            ReactivationPeriod = Pause,
        },
    };

    public static void Configure(TransportFailureRateHealthPolicyOptions options)
    {
        // Shorter than the pause: after it the service is judged anew.
        options.DetectionWindowSize = TimeSpan.FromSeconds(8);
        options.MinimalTotalCountThreshold = 10;
        options.DefaultFailureRateLimit = 0.5;
    }
}
