using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Features;

/// <summary>Adds only, so it needs no version; open to an agency that lately matched the child.</summary>
internal static class NameAdultNotToBeTold
{
    /// <param name="ReasonCode">alleged-perpetrator, court-order or risk-of-harm.</param>
    public sealed record Request(Guid AdultId, [property: Required] string ReasonCode);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/children/{childId:guid}/adults-not-to-be-told", HandleAsync)
        .Requires(Policies.NameAdultNotToBeTold)
        .WithSummary("Name an adult who must not be told about a child.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid childId, Request request, CurrentPractitioner practitioner, IndexDb db, BusinessClock clock, CancellationToken cancellationToken)
    {
        if (!NotToBeTold.Reasons.Contains(request.ReasonCode))
        {
            return ChildErrors.ReasonUnknown.ToProblem();
        }

        var now = clock.GetUtcNow();
        if (await db.Children.KnownOrMatchedBy(db, practitioner, now).SingleOrDefaultAsync(row => row.Id == childId, cancellationToken) is not { } child)
        {
            return ChildErrors.NotFound.ToProblem();
        }

        var unknown = !await db.Adults.AnyAsync(row => row.Id == request.AdultId, cancellationToken);
        var mark = new NotToBeTold(request.AdultId, request.ReasonCode, practitioner.AgencyId, now);
        if ((unknown ? ChildErrors.AdultUnknown : child.NameNotToBeTold(mark)) is { } error)
        {
            return error.ToProblem();
        }

        db.AnnounceRelationships(child, practitioner.AgencyId, now);
        db.Audit(practitioner, Policies.NameAdultNotToBeTold, "child-adult", request.AdultId, child.Id);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
