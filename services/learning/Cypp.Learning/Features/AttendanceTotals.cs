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
        foreach (var pupil in pupils)
        {
            await TotalAsync(db, school, pupil, cancellationToken);
            db.PupilsToTotal.Remove(pupil);
        }

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

    private static async Task TotalAsync(LearningDb db, School school, PupilToTotal pupil, CancellationToken cancellationToken)
    {
        var (first, last) = SchoolYears.DaysOf(pupil.AcademicYear);
        var enrolments = await db.Enrolments.Where(row => row.SchoolAgencyId == school.Id && row.ChildId == pupil.ChildId).ToListAsync(cancellationToken);
        var ids = enrolments.Select(row => row.Id).ToList();
        var marks = await db.Marks.Where(mark => ids.Contains(mark.EnrolmentId) && mark.Date >= first && mark.Date <= last)
            .Select(mark => new { mark.Date, mark.Code }).ToListAsync(cancellationToken);
        var year = await db.PupilYears.FindAsync([school.Id, pupil.ChildId, pupil.AcademicYear], cancellationToken)
            ?? db.PupilYears.Add(new PupilYear { SchoolAgencyId = school.Id, ChildId = pupil.ChildId, AcademicYear = pupil.AcademicYear }).Entity;
        var (totalsChanged, judgmentChanged) = year.Apply(SessionTotals.Of(marks.Select(mark => (mark.Date, mark.Code))), marks.Max(mark => mark.Date));
        if (totalsChanged)
        {
            var phase = SchoolYears.PhaseOf(school.Phase, enrolments[0].BirthDate, pupil.AcademicYear);
            db.Publish(
                new AttendanceRecorded(pupil.ChildId, school.Id, phase, pupil.AcademicYear, year.PossibleSessions, year.AttendedSessions, year.AsOf),
                pupil.ChildId, school.Id);
        }

        if (judgmentChanged)
        {
            db.Publish(
                new PersistentAbsenceChanged(
                    pupil.ChildId, school.Id, school.Cluster, pupil.AcademicYear, year.PersistentlyAbsent, year.ThresholdPercent, year.AsOf),
                pupil.ChildId, school.Id);
        }
    }
}
