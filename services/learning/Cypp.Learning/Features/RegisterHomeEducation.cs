using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Learning.Data;
using Cypp.Learning.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Learning.Features;

internal static class RegisterHomeEducation
{
    public sealed record Request(
        Guid ChildId,
        [property: Required, StringLength(Enrolment.NameLength, MinimumLength = 1)] string GivenName,
        [property: Required, StringLength(Enrolment.NameLength, MinimumLength = 1)] string FamilyName,
        DateOnly BirthDate,
        DateOnly From);

    public sealed record Response(Guid HomeEducationId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/home-education", HandleAsync)
        .Requires(Policies.RegisterHomeEducation)
        .WithSummary("Record that a child is educated at home.");

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request, CurrentPractitioner practitioner, LearningDb db, BusinessClock clock, HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (Enrolment.DatesAreImpossible(request.BirthDate, request.From, clock.Today, "from") is { } error)
        {
            return error.ToProblem();
        }

        await db.LockAsync($"home-education/{request.ChildId:n}", cancellationToken);
        if (await db.Enrolments.AnyAsync(row => row.ChildId == request.ChildId && row.LeftOn == null, cancellationToken))
        {
            return EnrolmentErrors.OnARoll.ToProblem();
        }

        if (await db.HomeEducations.AnyAsync(row => row.ChildId == request.ChildId && row.EndedOn == null, cancellationToken))
        {
            return EnrolmentErrors.AlreadyHomeEducated.ToProblem();
        }

        var atHome = HomeEducation.Begin(
            request.ChildId, new PupilName(request.GivenName, request.FamilyName), request.BirthDate, request.From, clock.GetUtcNow());
        db.HomeEducations.Add(atHome);
        db.Audit(practitioner, Policies.RegisterHomeEducation, "home-education", atHome.Id, atHome.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(atHome);
        return TypedResults.Created($"/learning/v1/home-education/{atHome.Id}", new Response(atHome.Id));
    }
}
