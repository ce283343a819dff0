namespace Cypp.Learning.Domain;

/// <summary>Sessions of one pupil at one school in a school year to date.</summary>
internal readonly record struct SessionTotals(int Possible, int Attended)
{
    public int Absent => Possible - Attended;

    public static SessionTotals Of(IEnumerable<(DateOnly Date, string Code)> marks)
    {
        var (possible, attended) = (0, 0);
        foreach (var (date, code) in marks)
        {
            var attendance = AttendanceCodes.ClassOf(code, date) ?? AttendanceClass.NotPossible;
            possible += attendance == AttendanceClass.NotPossible ? 0 : 1;
            attended += attendance == AttendanceClass.Attending ? 1 : 0;
        }

        return new(possible, attended);
    }
}

/// <summary>
/// Persistent absence: the pupil's own absence at the school is at or above the percentage in force (standards 2.4;
/// plan p6, obsession 3). As in the national statistics, a pupil is judged from one possible session on; a pupil without
/// any is not judged at all. At two schools each judges its own sessions: time at the other is code D, not possible.
/// </summary>
internal static class PersistentAbsence
{
    public const int MinimumOfPossibleSessions = 1;

    /// <summary>20 per cent before 2010/11, 15 to 2014/15, 10 since 2015/16.</summary>
    public static int ThresholdOf(int schoolYear) => schoolYear switch
    {
        >= 2015 => 10,
        >= 2010 => 15,
        _ => 20,
    };

    public static bool Is(SessionTotals totals, int thresholdPercent) =>
        totals.Possible >= MinimumOfPossibleSessions && totals.Absent * 100 >= thresholdPercent * totals.Possible;
}
