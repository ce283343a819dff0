using Microsoft.Extensions.Time.Testing;

namespace Cypp.Testing;

/// <summary>
/// Tells the time that the test sets, but wakes watchers by the machine's clock: a jump over months would else wake
/// each of them a million times.
/// </summary>
public sealed class TestTime(FakeTimeProvider told) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => told.GetUtcNow();

    public override TimeZoneInfo LocalTimeZone => told.LocalTimeZone;

    public override long GetTimestamp() => System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime, period);
}
