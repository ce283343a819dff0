using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Index.Data;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.Index.Features;

/// <summary>
/// Whoever works with children declares that a child is their kin, or close to them otherwise; from then on no service shows
/// them the child. It answers the same whether the child is known or not, and tells nothing.
/// </summary>
internal static class DeclareInterest
{
    public sealed record Request(Guid ChildId, [property: Required] string Relation);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/declarations-of-interest", HandleAsync)
        .Requires(Policies.DeclareInterest)
        .WithSummary("Declare that you must not see a child: kin, neighbour, a colleague's child.");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Request request, CurrentPractitioner practitioner, IndexDb db, BusinessClock clock, CancellationToken cancellationToken) =>
        await Interests.DeclareAsync(db, practitioner, Policies.DeclareInterest, new(practitioner.PractitionerId, request.ChildId, request.Relation, clock.GetUtcNow()), cancellationToken) is { } error
            ? error.ToProblem()
            : TypedResults.NoContent();
}
