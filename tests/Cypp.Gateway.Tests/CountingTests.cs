using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Time.Testing;

namespace Cypp.Gateway.Tests;

/// <summary>GW-5: how the edge counts, apart from any request.</summary>
public sealed class CountingTests
{
    [Fact]
    public void DailyQuota_Used_ComesBackAtMidnight()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 21, 30, 0, TimeSpan.Zero));
        using var quota = new DailyQuota(2, clock);
        Assert.True(quota.AttemptAcquire().IsAcquired);
        Assert.True(quota.AttemptAcquire().IsAcquired);
        using var refused = quota.AttemptAcquire();
        Assert.False(refused.IsAcquired);
        Assert.True(refused.TryGetMetadata(MetadataName.RetryAfter, out var wait));
        Assert.Equal(TimeSpan.FromHours(2.5), wait);
        clock.Advance(wait);
        Assert.True(quota.AttemptAcquire().IsAcquired);
    }

    [Fact]
    public void Partitions_AgenciesBeyondTheCap_ShareOne()
    {
        var partitions = new Partitions(2);
        Assert.Equal(["a", "b", "others", "others", "a"], new[] { "a", "b", "c", "d", "a" }.Select(partitions.OfAgency));
    }

    [Fact]
    public void Partitions_AnyNumberOfAddresses_TakeNoMorePlacesThanTheCap()
    {
        var partitions = new Partitions(64);
        var places = Enumerable.Range(0, 100_000).Select(number => partitions.OfAddress(new IPAddress(BitConverter.GetBytes(number)))).Distinct();
        Assert.Equal(64, places.Count());
    }

    [Theory]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff")]
    public void Partitions_AddressesOfOneSite_ShareAPlace(string one, string other)
    {
        var partitions = new Partitions(1_000_000);
        Assert.Equal(partitions.OfAddress(IPAddress.Parse(one)), partitions.OfAddress(IPAddress.Parse(other)));
    }
}
