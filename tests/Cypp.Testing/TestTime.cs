using Microsoft.Extensions.Time.Testing;

namespace Cypp.Testing;

/// <summary>
/// Tells the time that the test sets. What waits once is woken by the machine's clock. What comes round again, such as a
/// watcher or the sealer of an audit, is never woken: a jump over months would wake it a million times, and by the machine's
/// clock it would do a slow test's work before the test does. The test calls it.
/// </summary>
public sealed class TestTime(FakeTimeProvider told) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => told.GetUtcNow();

    public override TimeZoneInfo LocalTimeZone => told.LocalTimeZone;

    public override long GetTimestamp() => System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, period == Timeout.InfiniteTimeSpan ? dueTime : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
