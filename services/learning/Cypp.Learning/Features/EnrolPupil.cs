using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Relationships;
using Cypp.Contracts.Identifiers;
using Cypp.Contracts.Learning;
using Cypp.Learning.Data;
using Cypp.Learning.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Learning.Features;

internal static class EnrolPupil
{
    /// <param name="EnrolledOn">First day on the roll, today or earlier.</param>
    public sealed record Request(
        Guid ChildId,
        [property: Required] string Upn,
        [property: Required, StringLength(Enrolment.NameLength, MinimumLength = 1)] string GivenName,
        [property: Required, StringLength(Enrolment.NameLength, MinimumLength = 1)] string FamilyName,
        DateOnly BirthDate,
        DateOnly EnrolledOn);

    public sealed record Response(Guid EnrolmentId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/enrolments", HandleAsync)
        .Requires(Policies.EnrolPupil)
        .WithSummary("Put a child on your own school's roll.");

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request, CurrentPractitioner practitioner, LearningDb db, BusinessClock clock, HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (!Upn.TryParse(request.Upn, out var upn))
        {
            return EnrolmentErrors.UpnInvalid.ToProblem();
        }

        if (Enrolment.DatesAreImpossible(request.BirthDate, request.EnrolledOn, clock.Today, "enrolledOn") is { } error)
        {
            return error.ToProblem();
        }

        var schoolId = practitioner.AgencyId;
        if (await db.Schools.SingleOrDefaultAsync(row => row.Id == schoolId, cancellationToken) is not { } school)
        {
            return SchoolErrors.NotRegistered.ToProblem();
        }

        // Once on a roll at a time, as far as the school may know: no index says so, which would tell of a sealed child.
        await db.LockAsync($"roll/{schoolId:n}", cancellationToken);
        if (await db.Enrolments.AnyAsync(
            row => row.SchoolAgencyId == schoolId && row.LeftOn == null && (row.ChildId == request.ChildId || row.Upn == upn.Value), cancellationToken))
        {
            return EnrolmentErrors.AlreadyOnRoll.ToProblem();
        }

        var enrolment = Enrolment.Begin(
            schoolId, request.ChildId, upn, new PupilName(request.GivenName, request.FamilyName), request.BirthDate, request.EnrolledOn, clock.GetUtcNow());
        db.Enrolments.Add(enrolment);
        await BeginRollAsync(db, enrolment, clock.Today, cancellationToken);
        db.Audit(practitioner, Policies.EnrolPupil, "enrolment", enrolment.Id, enrolment.ChildId);
        db.Publish(
            new PupilEnrolled(enrolment.Id, enrolment.ChildId, schoolId, school.Cluster, school.Phase, enrolment.EnrolledOn),
            enrolment.ChildId, practitioner.AgencyId);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(enrolment);
        return TypedResults.Created($"/learning/v1/enrolments/{enrolment.Id}", new Response(enrolment.Id));
    }

    private static async Task BeginRollAsync(LearningDb db, Enrolment enrolment, DateOnly today, CancellationToken cancellationToken)
    {
        await db.BeginRelationshipAsync(
            new Relationship
            {
                Id = Guid.CreateVersion7(),
                ChildId = enrolment.ChildId,
                AgencyId = enrolment.SchoolAgencyId,
                Kind = RelationshipKinds.SchoolRoll,
                SourceId = enrolment.Id,
                From = BusinessClock.MomentOf(enrolment.EnrolledOn, TimeOnly.MinValue),
            },
            cancellationToken);
        var atHome = await db.HomeEducations.SingleOrDefaultAsync(row => row.ChildId == enrolment.ChildId && row.EndedOn == null, cancellationToken);
        atHome?.End(today);
    }
}
