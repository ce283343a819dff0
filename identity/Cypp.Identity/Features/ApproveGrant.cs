using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Identity.Features;

/// <summary>The second of two people (AZ-5): neither the proposer nor who gets it, signed in here, and able to propose it as well.</summary>
internal static class ApproveGrant
{
    public sealed record Request;

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/agencies/{agencyId:guid}/grants/{grantId:guid}/approval", HandleAsync)
        .Requires(Policies.ApproveGrant)
        .WithSummary("Approve, as a second person, what was proposed for an agency or a person.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid agencyId, Guid grantId, Request request, CurrentPractitioner practitioner, IdentityDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        // Two at once, or an approval beside a change of roles: one after the other.
        await db.LockAsync($"grants/{agencyId:n}", cancellationToken);
        if (await db.AgencyForAsync(practitioner, agencyId, cancellationToken) is not { } agency
            || await db.Grants.SingleOrDefaultAsync(row => row.Id == grantId && row.AgencyId == agencyId, cancellationToken) is not { } grant)
        {
            return new NotFoundError().ToProblem();
        }

        var error = Administration.RefusesUnsigned(practitioner)
            ?? Administration.RefusesGrant(practitioner, grant)
            ?? grant.Approve(practitioner.PractitionerId, clock.GetUtcNow())
            ?? await TakeAsync(db, agency, grant, clock.GetUtcNow(), cancellationToken);
        if (error is not null)
        {
            return error.ToProblem();
        }

        db.Audit(practitioner, Policies.ApproveGrant, "grant", grant.Id, childId: null, detail: grant.Right);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Error?> TakeAsync(IdentityDb db, Agency agency, Grant grant, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (grant.PractitionerId is not { } id)
        {
            agency.Take(grant.Right);
            return null;
        }

        var person = await db.Practitioners.SingleAsync(row => row.Id == id, cancellationToken);
        return grant.Right != Grant.MayOverride ? person.Take(agency, grant.Right)
            : Administration.CanOverride(person.RolesIn(agency, now)) ? null
            : GrantErrors.Impossible;
    }
}
