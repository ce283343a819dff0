using Cypp.Access;
using Cypp.Index.Data;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.Index.Features;

/// <summary>
/// Information governance declares it for a practitioner who did not: nobody else may, because it takes a child out of
/// somebody's sight. It answers the same whether child and practitioner are known or not.
/// </summary>
internal static class DeclareInterestOfAnother
{
    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/practitioners/{practitionerId:guid}/declarations-of-interest", HandleAsync)
        .Requires(Policies.DeclareInterestOfAnother)
        .WithSummary("Declare that a practitioner must not see a child: kin, neighbour, a colleague's child.");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid practitionerId, DeclareInterest.Request request, CurrentPractitioner practitioner, IndexDb db, BusinessClock clock, CancellationToken cancellationToken) =>
        await Interests.DeclareAsync(db, practitioner, Policies.DeclareInterestOfAnother, new(practitionerId, request.ChildId, request.Relation, clock.GetUtcNow()), cancellationToken) is { } error
            ? error.ToProblem()
            : TypedResults.NoContent();
}
