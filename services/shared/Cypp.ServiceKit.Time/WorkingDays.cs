using System.Collections.Frozen;
using System.Text.Json;

namespace Cypp.ServiceKit.Time;

/// <summary>
/// Working days in England: Monday to Friday and no bank holiday (Banking and Financial Dealings Act 1971 and
/// proclamations). The day of an event is day 0.
/// </summary>
public static class WorkingDays
{
    private static readonly FrozenSet<DateOnly> BankHolidays = Load();
    private static readonly DateOnly First = new(BankHolidays.Min().Year, 1, 1);
    private static readonly DateOnly Last = new(BankHolidays.Max().Year, 12, 31);

    /// <summary>Whether the bank holidays of the day's year are known.</summary>
    public static bool Knows(DateOnly day) => First <= day && day <= Last;

    /// <exception cref="ArgumentOutOfRangeException">The day lies outside the years whose bank holidays are known.</exception>
    public static bool IsWorkingDay(DateOnly day)
    {
        if (!Knows(day))
        {
            throw new ArgumentOutOfRangeException(nameof(day), "Bank holidays of that year are not known.");
        }

        return day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !BankHolidays.Contains(day);
    }

    /// <summary>The n-th working day after the day of the event.</summary>
    public static DateOnly After(DateOnly eventDay, int workingDays)
    {
        var day = eventDay;
        for (var counted = 0; counted < workingDays;)
        {
            day = day.AddDays(1);
            counted += IsWorkingDay(day) ? 1 : 0;
        }

        return day;
    }

    /// <summary>How many working days lie after <paramref name="eventDay"/> up to and including <paramref name="day"/>.</summary>
    public static int Between(DateOnly eventDay, DateOnly day)
    {
        var counted = 0;
        for (var next = eventDay.AddDays(1); next <= day; next = next.AddDays(1))
        {
            counted += IsWorkingDay(next) ? 1 : 0;
        }

        return counted;
    }

    private static FrozenSet<DateOnly> Load()
    {
        using var stream = typeof(WorkingDays).Assembly.GetManifestResourceStream("bank-holidays.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("days").EnumerateArray()
            .Select(day => DateOnly.ParseExact(day.GetProperty("date").GetString()!, "yyyy-MM-dd", null)).ToFrozenSet();
    }
}
