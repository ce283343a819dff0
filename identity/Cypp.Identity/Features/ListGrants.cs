using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Identity.Data;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Identity.Features;

/// <summary>What waits for its second person in an agency.</summary>
internal static class ListGrants
{
    public sealed record Response(IReadOnlyList<Item> Grants);

    /// <param name="PractitionerId">Null: for the agency itself.</param>
    /// <param name="Right">A role, or may-override.</param>
    public sealed record Item(Guid GrantId, Guid? PractitionerId, string Right, Guid ProposedBy, DateTimeOffset ProposedAt);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/agencies/{agencyId:guid}/grants", HandleAsync)
        .Requires(Policies.ListGrants)
        .WithSummary("What waits for a second person, oldest first.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid agencyId, CurrentPractitioner practitioner, IdentityDb db, CancellationToken cancellationToken)
    {
        if (await db.AgencyForAsync(practitioner, agencyId, cancellationToken) is null)
        {
            return new NotFoundError().ToProblem();
        }

        var waiting = await db.Grants.Where(row => row.AgencyId == agencyId && row.ApprovedAt == null && row.EndedAt == null)
            .OrderBy(row => row.Id).Select(row => new Item(row.Id, row.PractitionerId, row.Right, row.ProposedBy, row.ProposedAt)).ToListAsync(cancellationToken);
        db.Audit(practitioner, Policies.ListGrants, "grant", agencyId, childId: null);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(waiting));
    }
}
