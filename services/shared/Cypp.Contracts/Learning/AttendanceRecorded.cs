namespace Cypp.Contracts.Learning;

/// <summary>A pupil's sessions in the school year to date at one school; the newest wins. Feeds indicator 7 (plan p6).</summary>
/// <param name="Phase">primary or secondary.</param>
[Message("learning.attendance-recorded", "learning/attendance", NewestWins = true, Purpose = Purposes.Statistics)]
public sealed record AttendanceRecorded(
    Guid ChildId, Guid SchoolAgencyId, string Phase, int AcademicYear, int PossibleSessions, int AttendedSessions, DateOnly AsOf);
