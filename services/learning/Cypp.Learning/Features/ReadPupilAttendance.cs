using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Relationships;
using Cypp.Learning.Data;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Learning.Features;

internal static class ReadPupilAttendance
{
    /// <param name="Years">Newest first; a year without a mark is absent: not known, which is not "no absence".</param>
    public sealed record Response(Guid ChildId, IReadOnlyList<Year> Years);

    /// <param name="AcademicYear">Calendar year in which the school year began.</param>
    /// <param name="AbsencePercent">To one decimal; null without a possible session.</param>
    /// <param name="ThresholdPercent">In force in that year: 20, 15 or 10.</param>
    /// <param name="AsOf">Last day with a mark.</param>
    public sealed record Year(
        int AcademicYear, int PossibleSessions, int AttendedSessions, int AbsentSessions, decimal? AbsencePercent, bool PersistentlyAbsent,
        int ThresholdPercent, DateOnly AsOf);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/pupils/{childId:guid}/attendance", HandleAsync)
        .Requires(Policies.ReadPupilAttendance)
        .WithSummary("Attendance at your own school of a pupil on its roll, by school year.");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid childId, CurrentPractitioner practitioner, LearningDb db, BusinessClock clock, CancellationToken cancellationToken)
    {
        if (!await db.ChildrenKnownTo(practitioner, clock.GetUtcNow(), RelationshipKinds.SchoolRoll).AnyAsync(id => id == childId, cancellationToken))
        {
            return new NotFoundError().ToProblem();
        }

        var schoolId = practitioner.AgencyId;
        var years = await db.PupilYears.Where(row => row.ChildId == childId && row.SchoolAgencyId == schoolId)
            .OrderByDescending(row => row.AcademicYear).ToListAsync(cancellationToken);
        db.Audit(practitioner, Policies.ReadPupilAttendance, "attendance", null, childId);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(childId, [.. years.Select(year => new Year(
            year.AcademicYear, year.PossibleSessions, year.AttendedSessions, year.PossibleSessions - year.AttendedSessions,
            year.PossibleSessions == 0 ? null : Math.Round(100m * (year.PossibleSessions - year.AttendedSessions) / year.PossibleSessions, 1),
            year.PersistentlyAbsent, year.ThresholdPercent, year.AsOf))]));
    }
}
