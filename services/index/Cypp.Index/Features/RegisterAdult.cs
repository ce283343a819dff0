using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.Index.Features;

internal static class RegisterAdult
{
    public sealed record Request(
        [property: Required, StringLength(Adult.NameLength, MinimumLength = 1)] string GivenName,
        [property: Required, StringLength(Adult.NameLength, MinimumLength = 1)] string FamilyName,
        DateOnly? BirthDate = null);

    public sealed record Response(Guid AdultId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/adults", HandleAsync)
        .Requires(Policies.RegisterAdult)
        .WithSummary("Register an adult of a child's household or family.");

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request, CurrentPractitioner practitioner, IndexDb db, BusinessClock clock, HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (Adult.BirthDateIsImpossible(request.BirthDate, clock.Today) is { } error)
        {
            return error.ToProblem();
        }

        var adult = Adult.Register(request.GivenName, request.FamilyName, request.BirthDate, clock.GetUtcNow());
        db.Adults.Add(adult);
        db.Audit(practitioner, Policies.RegisterAdult, "adult", adult.Id, childId: null);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(adult);
        return TypedResults.Created($"/index/v1/adults/{adult.Id}", new Response(adult.Id));
    }
}
