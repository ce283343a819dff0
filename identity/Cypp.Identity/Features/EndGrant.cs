using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Identity.Features;

/// <summary>Takes back what waits for a second person, or the right to override; one person is enough for it. A role ends where the roles are changed.</summary>
internal static class EndGrant
{
    public sealed record Request;

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/agencies/{agencyId:guid}/grants/{grantId:guid}/end", HandleAsync)
        .Requires(Policies.EndGrant)
        .WithSummary("Take back a proposal, or the right to override.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid agencyId, Guid grantId, Request request, CurrentPractitioner practitioner, IdentityDb db, EndSessions sessions, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await db.LockAsync($"grants/{agencyId:n}", cancellationToken);
        if (await db.AgencyForAsync(practitioner, agencyId, cancellationToken) is null
            || await db.Grants.SingleOrDefaultAsync(row => row.Id == grantId && row.AgencyId == agencyId, cancellationToken) is not { } grant)
        {
            return new NotFoundError().ToProblem();
        }

        if ((Administration.RefusesGrant(practitioner, grant) ?? grant.End(clock.GetUtcNow())) is { } error)
        {
            return error.ToProblem();
        }

        db.Audit(practitioner, Policies.EndGrant, "grant", grant.Id, childId: null, detail: grant.Right);
        await db.SaveChangesAsync(cancellationToken);
        if (grant is { PractitionerId: { } id, ApprovedAt: not null })
        {
            // Its tokens say still that the person may.
            await sessions.OfPractitionerAsync(id, cancellationToken);
        }

        return TypedResults.NoContent();
    }
}
