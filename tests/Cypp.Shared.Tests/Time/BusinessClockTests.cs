using Cypp.ServiceKit.Time;
using Microsoft.Extensions.Time.Testing;

namespace Cypp.Shared.Tests.Time;

public sealed class BusinessClockTests
{
    [Theory]
    [InlineData("2015-07-01T23:30:00Z", "2015-07-02")]
    [InlineData("2015-12-01T23:30:00Z", "2015-12-01")]
    public void DayOf_Moment_IsTheDayInEngland(string moment, string day) =>
        Assert.Equal(DateOnly.Parse(day, null), BusinessClock.DayOf(DateTimeOffset.Parse(moment, null)));

    [Fact]
    public void MomentOf_SummerMorning_IsAnHourEarlierInUtc() => Assert.Equal(
        new DateTimeOffset(2015, 7, 1, 7, 50, 0, TimeSpan.Zero), BusinessClock.MomentOf(new DateOnly(2015, 7, 1), new TimeOnly(8, 50)));

    [Fact]
    public void MoveTo_SharedClock_IsSeenByAllAndNeverGoesBack()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("cypp-clock-").FullName, "business-time.json");
        var system = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var (mover, reader) = (new SharedBusinessClock(system, file), new SharedBusinessClock(system, file));
        var monday = new DateTimeOffset(2015, 11, 2, 9, 0, 0, TimeSpan.Zero);
        mover.MoveTo(monday);
        system.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(monday.AddMinutes(5), reader.GetUtcNow());
        Assert.Throws<InvalidOperationException>(() => mover.MoveTo(monday));
    }
}
