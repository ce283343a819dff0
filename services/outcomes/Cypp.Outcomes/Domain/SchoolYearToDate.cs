namespace Cypp.Outcomes.Domain;

/// <summary>Which of the totals told of a pupil at one school stands for a quarter.</summary>
internal static class SchoolYearToDate
{
    private const int SessionsADay = 2;

    /// <summary>
    /// The last told as at the quarter's end or before. A school whose first file runs past the end would leave its pupils
    /// out: then the file's own total stands, if it has more sessions than the days after the end can hold.
    /// </summary>
    /// <param name="told">Of one pupil at one school in one school year.</param>
    public static AttendanceToDate? At(DateOnly end, IEnumerable<AttendanceToDate> told)
    {
        var inOrder = told.OrderBy(one => one.AsOf).ToList();
        return inOrder.LastOrDefault(one => one.AsOf <= end)
            ?? (inOrder[0].PossibleSessions > SessionsADay * WeekdaysAfter(end, inOrder[0].AsOf) ? inOrder[0] : null);
    }

    private static int WeekdaysAfter(DateOnly end, DateOnly last) => Enumerable.Range(1, last.DayNumber - end.DayNumber)
        .Count(days => end.AddDays(days).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
}
