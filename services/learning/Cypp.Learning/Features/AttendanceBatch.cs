using Cypp.Learning.Data;
using Cypp.Learning.Domain;
using Cypp.ServiceKit.Time;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Learning.Features;

/// <summary>Some rows of a file against the roll, the calendar and the marks already known.</summary>
internal sealed class AttendanceBatch(LearningDb db, BusinessClock clock)
{
    private readonly HashSet<(Guid ChildId, int Year)> _changed = [];
    private School _school = null!;
    private ILookup<string, Enrolment> _enrolments = null!;
    private Dictionary<(Guid, DateOnly, Session), SessionMark> _marks = null!;

    public async Task<BatchResult> TakeAsync(
        AttendanceUpload upload, IReadOnlyList<(int Line, string[] Fields)> rows, CancellationToken cancellationToken)
    {
        var parsed = rows.Select(row => (row.Line, Reason: AttendanceRow.Parse(row.Fields, clock.Today, out var good), Row: good)).ToList();
        await LoadAsync(upload, [.. parsed.Select(row => row.Row).OfType<AttendanceRow>()], cancellationToken);
        var (changed, rejected) = (0, 0);
        foreach (var (line, reason, row) in parsed)
        {
            var (refusal, isChange) = row is null ? (reason, false) : Take(upload, row);
            changed += isChange ? 1 : 0;
            if (refusal is not null)
            {
                db.Rejections.Add(new RowRejection { UploadId = upload.Id, Line = line, Reason = refusal });
                rejected++;
            }
        }

        await RememberChangedAsync(upload.Id, cancellationToken);
        return new BatchResult(rows[^1].Line, changed, rows.Count - changed - rejected, rejected);
    }

    private async Task LoadAsync(AttendanceUpload upload, IReadOnlyList<AttendanceRow> rows, CancellationToken cancellationToken)
    {
        var (upns, dates) = (rows.Select(row => row.Upn).Distinct().ToList(), rows.Select(row => row.Date).Distinct().ToList());
        _school = await db.Schools.SingleAsync(school => school.Id == upload.SchoolAgencyId, cancellationToken);
        var enrolments = await db.Enrolments
            .Where(row => row.SchoolAgencyId == upload.SchoolAgencyId && upns.Contains(row.Upn)).OrderByDescending(row => row.Id).ToListAsync(cancellationToken);
        _enrolments = enrolments.ToLookup(row => row.Upn);
        var ids = enrolments.Select(row => row.Id).ToList();
        _marks = await db.Marks.Where(mark => ids.Contains(mark.EnrolmentId) && dates.Contains(mark.Date))
            .ToDictionaryAsync(mark => (mark.EnrolmentId, mark.Date, mark.Session), cancellationToken);
    }

    private (string? Refusal, bool IsChange) Take(AttendanceUpload upload, AttendanceRow row)
    {
        if (_enrolments[row.Upn].FirstOrDefault(one => one.IsOnRoll(row.Date)) is not { } enrolment)
        {
            return (RowReasons.NotOnRoll, false);
        }

        if (!_school.IsSchoolDay(row.Date) && AttendanceCodes.ClassOf(row.Code, row.Date) != AttendanceClass.NotPossible)
        {
            return (RowReasons.NotASchoolDay, false);
        }

        var change = MarkOf(enrolment, row).Take(row.Code, upload);
        if (change == MarkChange.Changed)
        {
            _changed.Add((enrolment.ChildId, SchoolYears.Of(row.Date)));
        }

        return (change == MarkChange.Contradicted ? RowReasons.Contradicted : null, change == MarkChange.Changed);
    }

    private SessionMark MarkOf(Enrolment enrolment, AttendanceRow row)
    {
        var key = (enrolment.Id, row.Date, row.Session);
        if (!_marks.TryGetValue(key, out var mark))
        {
            mark = db.Marks.Add(new SessionMark { EnrolmentId = enrolment.Id, Date = row.Date, Session = row.Session }).Entity;
            _marks.Add(key, mark);
        }

        return mark;
    }

    private async Task RememberChangedAsync(Guid uploadId, CancellationToken cancellationToken)
    {
        var children = _changed.Select(one => one.ChildId).Distinct().ToList();
        var there = await db.PupilsToTotal.Where(row => row.UploadId == uploadId && children.Contains(row.ChildId))
            .Select(row => new { row.ChildId, row.AcademicYear }).ToListAsync(cancellationToken);
        db.PupilsToTotal.AddRange(_changed.Except(there.Select(row => (row.ChildId, Year: row.AcademicYear)))
            .Select(one => new PupilToTotal { UploadId = uploadId, ChildId = one.ChildId, AcademicYear = one.Year }));
    }
}
