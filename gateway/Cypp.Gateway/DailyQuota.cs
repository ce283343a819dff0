using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace Cypp.Gateway;

/// <summary>
/// So many permits from midnight to midnight, UTC. The framework's fixed window begins with its first request instead and
/// says to wait a whole one, however soon it ends.
/// </summary>
internal sealed class DailyQuota(int permits, TimeProvider clock) : RateLimiter
{
    private readonly Lock _lock = new();
    private DateOnly _day;
    private int _used;

    // Never idle: an idle limiter is dropped, and what it counted with it.
    public override TimeSpan? IdleDuration => null;

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        lock (_lock)
        {
            if (today != _day)
            {
                (_day, _used) = (today, 0);
            }

            if (permitCount > permits - _used)
            {
                return new Lease(today.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) - now.UtcDateTime);
            }

            _used += permitCount;
            return new Lease(null);
        }
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        new(AttemptAcquireCore(permitCount));

    private sealed class Lease(TimeSpan? retryAfter) : RateLimitLease
    {
        public override bool IsAcquired => retryAfter is null;

        public override IEnumerable<string> MetadataNames => IsAcquired ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? retryAfter : null;
            return metadata is not null;
        }
    }
}
