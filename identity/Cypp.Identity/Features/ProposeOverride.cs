using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.Identity.Features;

/// <summary>Proposes that a person may break the glass (AZ-3): in force when another administrator of the agency approves, in the roles that the person has now.</summary>
internal static class ProposeOverride
{
    public sealed record Request;

    public sealed record Response(Guid GrantId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/agencies/{agencyId:guid}/people/{practitionerId:guid}/override-grants", HandleAsync)
        .Requires(Policies.ProposeOverride)
        .WithSummary("Propose that a person may override access; a second person approves.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Guid agencyId, Guid practitionerId, Request request, CurrentPractitioner practitioner, IdentityDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        await db.LockAsync($"grants/{agencyId:n}", cancellationToken);
        if (await db.AgencyForAsync(practitioner, agencyId, cancellationToken) is not { } agency
            || await db.PersonForAsync(practitioner, agencyId, practitionerId, cancellationToken) is not { } person)
        {
            return new NotFoundError().ToProblem();
        }

        var now = clock.GetUtcNow();
        var error = Administration.RefusesUnsigned(practitioner)
            ?? Administration.Refuses(practitioner, agencyId, practitionerId, [Grant.MayOverride])
            ?? (Administration.CanOverride(person.RolesIn(agency, now)) ? null : GrantErrors.NoRoleToOverride)
            ?? (await db.HasOpenOverrideAsync(practitionerId, cancellationToken) ? GrantErrors.Open : null);
        if (error is not null)
        {
            return error.ToProblem();
        }

        var grantId = db.Propose(practitioner, agencyId, practitionerId, [Grant.MayOverride], now)[0];
        db.Audit(practitioner, Policies.ProposeOverride, "grant", grantId, childId: null, detail: Grant.MayOverride);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created((string?)null, new Response(grantId));
    }
}
