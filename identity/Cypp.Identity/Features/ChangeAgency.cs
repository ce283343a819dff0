using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.Identity.Features;

/// <summary>Changes an agency's name, cluster, roles and contract. A role that it loses, its people lose at their next token.</summary>
internal static class ChangeAgency
{
    /// <param name="Cluster">Left out for the whole city.</param>
    public sealed record Request(string Name, IReadOnlyList<string> Roles, DateOnly ContractEndsOn, string? Cluster = null);

    public static void Map(RouteGroupBuilder group) => group
        .MapPut("/agencies/{agencyId:guid}", HandleAsync)
        .Requires(Policies.ChangeAgency)
        .WithSummary("Change an agency's name, roles and contract.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<Ok<RegisterAgency.Response>, ProblemHttpResult>> HandleAsync(
        Guid agencyId, Request request, IfMatch ifMatch, CurrentPractitioner practitioner, IdentityDb db, TimeProvider clock, HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (await db.AgencyForAsync(practitioner, agencyId, cancellationToken) is not { } agency)
        {
            return new NotFoundError().ToProblem();
        }

        var now = clock.GetUtcNow();
        var toApprove = request.Roles.Except(agency.Roles).Where(AccessMatrix.NeedsSecondPerson).ToList();
        var error = ifMatch.Fails(agency)
            ?? Administration.RefusesProposal(practitioner, toApprove)
            ?? agency.Describe(request.Name, agency.Type, request.Cluster, request.Roles, request.ContractEndsOn, now, toApprove);
        if (error is not null)
        {
            return error.ToProblem();
        }

        // What was proposed before and is not asked for any longer must not come in by a late approval.
        await db.EndGrantsAsync(agencyId, practitionerId: null, now, cancellationToken);
        var grants = db.Propose(practitioner, agencyId, practitionerId: null, toApprove, now);
        db.Audit(practitioner, Policies.ChangeAgency, "agency", agencyId, childId: null);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(agency);
        return TypedResults.Ok(new RegisterAgency.Response(grants));
    }
}
