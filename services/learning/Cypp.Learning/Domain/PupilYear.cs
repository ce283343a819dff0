namespace Cypp.Learning.Domain;

/// <summary>A pupil's school year to date at one school, as last told to others.</summary>
internal sealed class PupilYear
{
    public required Guid SchoolAgencyId { get; init; }
    public required Guid ChildId { get; init; }

    /// <summary>Calendar year in which the school year began.</summary>
    public required int AcademicYear { get; init; }
    public int PossibleSessions { get; private set; }
    public int AttendedSessions { get; private set; }
    public bool PersistentlyAbsent { get; private set; }

    /// <summary>Last day with a mark.</summary>
    public DateOnly AsOf { get; private set; }
    public int Version { get; private set; }

    public int ThresholdPercent => PersistentAbsence.ThresholdOf(AcademicYear);

    /// <returns>What changed: totals or their day, and the judgment.</returns>
    public (bool Totals, bool Judgment) Apply(SessionTotals totals, DateOnly asOf)
    {
        var judged = PersistentAbsence.Is(totals, ThresholdPercent);
        var changed = (totals != new SessionTotals(PossibleSessions, AttendedSessions) || asOf != AsOf, judged != PersistentlyAbsent);
        (PossibleSessions, AttendedSessions, AsOf, PersistentlyAbsent) = (totals.Possible, totals.Attended, asOf, judged);
        Version++;
        return changed;
    }
}

/// <summary>A pupil whose marks an upload changed and whose totals are still to be made.</summary>
internal sealed class PupilToTotal
{
    public required Guid UploadId { get; init; }
    public required Guid ChildId { get; init; }
    public required int AcademicYear { get; init; }
}
