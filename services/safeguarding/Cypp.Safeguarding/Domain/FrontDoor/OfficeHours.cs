using Cypp.ServiceKit.Time;

namespace Cypp.Safeguarding.Domain.FrontDoor;

/// <summary>When the front door is staffed: 09:00 to 17:00 on working days. At all other times the out-of-hours team answers.</summary>
internal static class OfficeHours
{
    private static readonly TimeOnly Opens = new(9, 0);
    private static readonly TimeOnly Closes = new(17, 0);

    public static bool Cover(DateTimeOffset moment)
    {
        var day = BusinessClock.DayOf(moment);
        return WorkingDays.IsWorkingDay(day)
            && moment >= BusinessClock.MomentOf(day, Opens) && moment < BusinessClock.MomentOf(day, Closes);
    }
}
