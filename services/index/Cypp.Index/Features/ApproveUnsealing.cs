using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Features;

/// <summary>The second of two people (AZ-5): of the same agency, not the proposer, and need not be one of the named.</summary>
internal static class ApproveUnsealing
{
    public sealed record Request;

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/unsealings/{unsealingId:guid}/approval", HandleAsync)
        .Requires(Policies.ApproveUnsealing)
        .WithSummary("Approve, as a second person, that a child is unsealed.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid unsealingId, Request request, CurrentPractitioner practitioner, IndexDb db, BusinessClock clock, TimeProvider system, CancellationToken cancellationToken)
    {
        var (agencyId, now) = (practitioner.AgencyId, clock.GetUtcNow());
        if (await db.Unsealings.IgnoreQueryFilters().SingleOrDefaultAsync(row => row.Id == unsealingId && row.AgencyId == agencyId, cancellationToken) is not { } unsealing)
        {
            return new NotFoundError().ToProblem();
        }

        if (unsealing.Approve(practitioner.PractitionerId, now) is { } error)
        {
            return error.ToProblem();
        }

        var child = await db.Children.IgnoreQueryFilters().SingleAsync(row => row.Id == unsealing.ChildId, cancellationToken);
        child.Unseal();
        await db.AnnounceRestrictionAsync(child, [], agencyId, now, system, cancellationToken);
        db.Audit(practitioner, Policies.ApproveUnsealing, "unsealing", unsealing.Id, child.Id);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException failure) when (failure is not DbUpdateConcurrencyException && !TransientFailure.Is(failure))
        {
            return ChildErrors.NumberTaken.ToProblem();
        }

        return TypedResults.NoContent();
    }
}
