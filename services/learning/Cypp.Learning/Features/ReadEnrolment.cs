using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Learning.Data;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Learning.Features;

internal static class ReadEnrolment
{
    public sealed record Response(Guid EnrolmentId, Guid ChildId, string Upn, DateOnly EnrolledOn, DateOnly? LeftOn);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/enrolments/{enrolmentId:guid}", HandleAsync)
        .Requires(Policies.ReadEnrolment)
        .WithSummary("An enrolment at your own school.");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid enrolmentId, CurrentPractitioner practitioner, LearningDb db, HttpResponse response, CancellationToken cancellationToken)
    {
        var schoolId = practitioner.AgencyId;
        if (await db.Enrolments.SingleOrDefaultAsync(row => row.Id == enrolmentId && row.SchoolAgencyId == schoolId, cancellationToken) is not { } enrolment)
        {
            return new NotFoundError().ToProblem();
        }

        db.Audit(practitioner, Policies.ReadEnrolment, "enrolment", enrolment.Id, enrolment.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(enrolment);
        return TypedResults.Ok(new Response(enrolment.Id, enrolment.ChildId, enrolment.Upn, enrolment.EnrolledOn, enrolment.LeftOn));
    }
}
