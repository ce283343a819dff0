using System.Collections.Frozen;
using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Restrictions;
using Cypp.Contracts.Index;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.Index.Features;

/// <summary>
/// Declares that a practitioner is kin, friend or neighbour of a child; from then on no service shows them the child. It
/// answers the same whether the child is known or not, and tells nothing.
/// </summary>
internal static class DeclareInterest
{
    private static readonly FrozenSet<string> Relations = new[] { "own-child", "relative", "neighbour", "colleagues-child" }.ToFrozenSet();

    public sealed record Request(Guid PractitionerId, Guid ChildId, [property: Required] string Relation);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/declarations-of-interest", HandleAsync)
        .Requires(Policies.DeclareInterest)
        .WithSummary("Declare that a practitioner must not see a child: kin, friend, neighbour.");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Request request, CurrentPractitioner practitioner, IndexDb db, BusinessClock clock, CancellationToken cancellationToken)
    {
        if (!Relations.Contains(request.Relation))
        {
            return ChildErrors.RelationUnknown.ToProblem();
        }

        var declared = new InterestDeclared(request.PractitionerId, request.ChildId, request.Relation, clock.GetUtcNow());
        await db.TakeAsync(declared, cancellationToken);
        db.Publish(declared, key: request.ChildId, practitioner.AgencyId);
        db.Audit(practitioner, Policies.DeclareInterest, "practitioner", request.PractitionerId, request.ChildId, detail: request.Relation);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
