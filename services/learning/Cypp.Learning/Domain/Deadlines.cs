using Cypp.ServiceKit.Time;

namespace Cypp.Learning.Domain;

/// <summary>The next moment at which a day of some kind begins, by the clock in England.</summary>
internal static class Deadlines
{
    // Longer than any summer holiday: a calendar that shows no school day so far ahead shows none.
    private const int DaysLookedAhead = 100;

    /// <summary>The authority's officer for children on no roll: by nine on the next working day.</summary>
    public static readonly TimeOnly OfficeOpens = new(9, 0);

    public static DateTimeOffset? FirstAfter(DateTimeOffset moment, TimeOnly time, Func<DateOnly, bool> isSuchADay) => Enumerable
        .Range(0, DaysLookedAhead).Select(BusinessClock.DayOf(moment).AddDays).Where(isSuchADay)
        .Select(day => (DateTimeOffset?)BusinessClock.MomentOf(day, time)).FirstOrDefault(start => start > moment);

    public static DateTimeOffset NextWorkingDay(DateTimeOffset moment, TimeOnly time) =>
        FirstAfter(moment, time, WorkingDays.IsWorkingDay)!.Value;

    /// <summary>While a child's school is unknown: the earliest first bell of any school.</summary>
    public static DateTimeOffset EarliestBell(IEnumerable<School> schools, DateTimeOffset moment) => schools
        .Select(school => school.FirstBellAfter(moment)).DefaultIfEmpty(NextWorkingDay(moment, OfficeOpens)).Min();
}
