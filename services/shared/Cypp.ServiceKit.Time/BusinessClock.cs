namespace Cypp.ServiceKit.Time;

/// <summary>
/// Time of the field: statutory and school deadlines, rules by effective date, periods. In production it is the
/// system's time; a demonstration may move it forward.
/// </summary>
public class BusinessClock(TimeProvider system) : TimeProvider
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    protected TimeProvider SystemTime => system;

    public override DateTimeOffset GetUtcNow() => system.GetUtcNow();

    public override TimeZoneInfo LocalTimeZone => London;

    /// <summary>The day in England.</summary>
    public DateOnly Today => DayOf(GetUtcNow());

    /// <summary>The day in England on which a moment falls.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, London).DateTime);

    /// <summary>The moment at which a clock on a wall in England shows this time on this day.</summary>
    public static DateTimeOffset MomentOf(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, London.GetUtcOffset(local)).ToUniversalTime();
    }
}
