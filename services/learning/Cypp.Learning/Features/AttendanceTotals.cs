using Cypp.Contracts.Learning;
using Cypp.Learning.Data;
using Cypp.Learning.Domain;
using Cypp.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Learning.Features;

/// <summary>
/// Second part of the work on a file: totals and judgment of the pupils whose marks it changed, some pupils a
/// transaction. Others hear of new totals, and of the judgment only when it changed.
/// </summary>
internal static class AttendanceTotals
{
    private const int BatchSize = 100;

    public static async Task TotalAsync(IServiceScopeFactory scopes, Guid uploadId, CancellationToken cancellationToken)
    {
        while (await StepAsync(scopes, uploadId, cancellationToken))
        {
        }
    }

    private static async Task<bool> StepAsync(IServiceScopeFactory scopes, Guid uploadId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<LearningDb>(RowContext.Job);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var upload = await AttendanceReading.BeginStepAsync(db, uploadId, cancellationToken);
        var pupils = await db.PupilsToTotal.Where(row => row.UploadId == uploadId)
            .OrderBy(row => row.ChildId).ThenBy(row => row.AcademicYear).Take(BatchSize).ToListAsync(cancellationToken);
        var school = await db.Schools.SingleAsync(row => row.Id == upload.SchoolAgencyId, cancellationToken);
        foreach (var year in pupils.GroupBy(pupil => pupil.AcademicYear))
        {
            await TotalAsync(db, school, year.Key, [.. year.Select(pupil => pupil.ChildId)], cancellationToken);
        }

        db.PupilsToTotal.RemoveRange(pupils);
        if (pupils.Count == 0)
        {
            // The marks are in: the file itself is kept no longer.
            await db.Chunks.Where(chunk => chunk.UploadId == uploadId).ExecuteDeleteAsync(cancellationToken);
            upload.Complete();
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return pupils.Count > 0;
    }

    private static async Task TotalAsync(LearningDb db, School school, int academicYear, List<Guid> children, CancellationToken cancellationToken)
    {
        var (first, last) = SchoolYears.DaysOf(academicYear);
        var enrolments = (await db.Enrolments.Where(row => row.SchoolAgencyId == school.Id && children.Contains(row.ChildId)).ToListAsync(cancellationToken))
            .ToLookup(row => row.ChildId);
        var ids = enrolments.SelectMany(child => child).Select(row => row.Id).ToList();
        var marks = (await db.Marks.Where(mark => ids.Contains(mark.EnrolmentId) && mark.Date >= first && mark.Date <= last)
            .Select(mark => new { mark.EnrolmentId, mark.Date, mark.Code }).ToListAsync(cancellationToken)).ToLookup(mark => mark.EnrolmentId, mark => (mark.Date, mark.Code));
        var years = await db.PupilYears.Where(row => row.SchoolAgencyId == school.Id && row.AcademicYear == academicYear && children.Contains(row.ChildId))
            .ToDictionaryAsync(row => row.ChildId, cancellationToken);
        foreach (var child in enrolments)
        {
            var year = years.GetValueOrDefault(child.Key)
                ?? db.PupilYears.Add(new PupilYear { SchoolAgencyId = school.Id, ChildId = child.Key, AcademicYear = academicYear }).Entity;
            Judge(db, school, child.First(), year, [.. child.SelectMany(row => marks[row.Id])]);
        }
    }

    private static void Judge(LearningDb db, School school, Enrolment pupil, PupilYear year, IReadOnlyList<(DateOnly Date, string Code)> marks)
    {
        var (totalsChanged, judgmentChanged) = year.Apply(SessionTotals.Of(marks), marks.Max(mark => mark.Date));
        if (totalsChanged)
        {
            var phase = SchoolYears.PhaseOf(school.Phase, pupil.BirthDate, year.AcademicYear);
            db.Publish(
                new AttendanceRecorded(year.ChildId, school.Id, phase, year.AcademicYear, year.PossibleSessions, year.AttendedSessions, year.AsOf),
                year.ChildId, school.Id);
        }

        if (judgmentChanged)
        {
            db.Publish(
                new PersistentAbsenceChanged(
                    year.ChildId, school.Id, school.Cluster, year.AcademicYear, year.PersistentlyAbsent, year.ThresholdPercent, year.AsOf),
                year.ChildId, school.Id);
        }
    }
}
