namespace Cypp.Contracts.Learning;

/// <summary>A pupil became, or by corrected or later attendance is no longer, persistently absent this school year.</summary>
/// <param name="AcademicYear">Year in which the school year began.</param>
/// <param name="ThresholdPercent">The percentage in force on <paramref name="AsOf"/>: 20 before 2010/11, 15 to 2014/15, 10 since.</param>
[Message("learning.persistent-absence-changed", "learning/absence", Purpose = Purposes.Education)]
public sealed record PersistentAbsenceChanged(
    Guid ChildId, Guid SchoolAgencyId, string Cluster, int AcademicYear, bool PersistentlyAbsent, int ThresholdPercent, DateOnly AsOf);
