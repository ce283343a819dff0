using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Features;

internal static class RelateAdult
{
    /// <param name="AlsoLivesWith">The child lives with this adult too, in a second household.</param>
    public sealed record Request([property: Required] string Relationship, bool HasParentalResponsibility, bool SameHousehold, bool AlsoLivesWith = false);

    public static void Map(RouteGroupBuilder group) => group
        .MapPut("/children/{childId:guid}/adults/{adultId:guid}", HandleAsync)
        .Requires(Policies.RelateAdult)
        .WithSummary("State how an adult is related to a child, and who holds parental responsibility.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid childId, Guid adultId, Request request, CurrentPractitioner practitioner, IndexDb db, BusinessClock clock, IfMatch ifMatch, HttpResponse response,
        CancellationToken cancellationToken)
    {
        var adult = new ChildAdult
        {
            AdultId = adultId,
            Relationship = request.Relationship,
            HasParentalResponsibility = request.HasParentalResponsibility,
            SameHousehold = request.SameHousehold,
            AlsoLivesWith = request.AlsoLivesWith,
        };
        if (adult.IsInvalid() is { } invalid)
        {
            return invalid.ToProblem();
        }

        var now = clock.GetUtcNow();
        if (await db.Children.KnownTo(db, practitioner, now).SingleOrDefaultAsync(row => row.Id == childId, cancellationToken) is not { } child)
        {
            return ChildErrors.NotFound.ToProblem();
        }

        var unknown = !await db.Adults.AnyAsync(row => row.Id == adultId, cancellationToken);
        if ((ifMatch.Fails(child) ?? (unknown ? ChildErrors.AdultUnknown : null)) is { } error)
        {
            return error.ToProblem();
        }

        child.Relate(adult);
        db.AnnounceRelationships(child, practitioner.AgencyId, now);
        db.Audit(practitioner, Policies.RelateAdult, "child-adult", adultId, child.Id);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(child);
        return TypedResults.NoContent();
    }
}
