using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Relationships;
using Cypp.Contracts.Learning;
using Cypp.Learning.Data;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Learning.Features;

internal static class RecordDeparture
{
    /// <param name="LeftOn">Last day on the roll.</param>
    public sealed record Request(DateOnly LeftOn);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/enrolments/{enrolmentId:guid}/departure", HandleAsync)
        .Requires(Policies.RecordDeparture)
        .WithSummary("Take a pupil off your school's roll; access by roll ends at the end of that day.");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid enrolmentId, Request request, IfMatch ifMatch, CurrentPractitioner practitioner, LearningDb db, BusinessClock clock,
        HttpResponse response, CancellationToken cancellationToken)
    {
        var schoolId = practitioner.AgencyId;
        if (await db.Enrolments.SingleOrDefaultAsync(row => row.Id == enrolmentId && row.SchoolAgencyId == schoolId, cancellationToken) is not { } enrolment)
        {
            return new NotFoundError().ToProblem();
        }

        if ((ifMatch.Fails(enrolment) ?? enrolment.Leave(request.LeftOn, clock.Today)) is { } error)
        {
            return error.ToProblem();
        }

        var endOfThatDay = BusinessClock.MomentOf(request.LeftOn.AddDays(1), TimeOnly.MinValue);
        await db.EndRelationshipsAsync(enrolment.Id, RelationshipKinds.SchoolRoll, endOfThatDay, cancellationToken);
        db.Audit(practitioner, Policies.RecordDeparture, "enrolment", enrolment.Id, enrolment.ChildId);
        db.Publish(new PupilLeft(enrolment.Id, enrolment.ChildId, schoolId, request.LeftOn), enrolment.ChildId, practitioner.AgencyId);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(enrolment);
        return TypedResults.NoContent();
    }
}
