using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Cypp.Gateway;

/// <summary>
/// How much may be asked (GW-5): of an address before anyone signs in, of an agency after. Refusals cost nothing that is
/// counted by the day.
/// </summary>
internal sealed class Limits(IOptions<LimitOptions> options, TimeProvider clock) : IDisposable
{
    private readonly LimitOptions _limits = options.Value;
    private readonly Partitions _partitions = new(options.Value.Partitions);
    private readonly List<IDisposable> _limiters = [];

    /// <summary>Options of the middleware in front of authentication.</summary>
    public RateLimiterOptions ByAddress() => Of(PartitionedRateLimiter.Create<HttpContext, int>(context => RateLimitPartition.GetTokenBucketLimiter(
        _partitions.OfAddress(context.Connection.RemoteIpAddress), _ => Bucket(_limits.AddressPerSecond, _limits.AddressBurst))));

    /// <summary>Options of the middleware behind authentication.</summary>
    public RateLimiterOptions ByAgency() => Of(PartitionedRateLimiter.CreateChained(
        ForAgencies(key => RateLimitPartition.GetConcurrencyLimiter(key, _ => new ConcurrencyLimiterOptions { PermitLimit = Share(_limits.AtOnce) })),
        ForAgencies(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => Bucket(_limits.HeavyPerSecond, _limits.HeavyBurst)), heavyOnly: true),
        ForAgencies(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => Bucket(_limits.PerSecond, _limits.Burst))),
        ForAgencies(key => RateLimitPartition.Get(key, _ => new DailyQuota(Share(_limits.PerDay), clock)))));

    public void Dispose() => _limiters.ForEach(limiter => limiter.Dispose());

    private PartitionedRateLimiter<HttpContext> ForAgencies(Func<string, RateLimitPartition<string>> partition, bool heavyOnly = false)
    {
        var limiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        {
            var rate = context.Features.Get<EdgeRoute>()?.Rate;
            return rate is RatePolicy.Heavy || (rate is RatePolicy.Agency && !heavyOnly)
                ? partition(_partitions.OfAgency(context.User.FindFirst("agency")!.Value))
                : RateLimitPartition.GetNoLimiter("");
        });
        _limiters.Add(limiter);
        return limiter;
    }

    private RateLimiterOptions Of(PartitionedRateLimiter<HttpContext> limiter)
    {
        _limiters.Add(limiter);
        return new RateLimiterOptions
        {
            GlobalLimiter = limiter,
            RejectionStatusCode = StatusCodes.Status429TooManyRequests,
            OnRejected = (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after.TotalSeconds : 0;
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait)).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            },
        };
    }

    private TokenBucketRateLimiterOptions Bucket(double perSecond, int burst) => new()
    {
        TokenLimit = Share(burst),
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromSeconds(_limits.Replicas / perSecond),
    };

    private int Share(int limit) => limit / _limits.Replicas;
}
