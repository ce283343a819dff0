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
/// Information governance takes back what was declared of somebody else: in error, or true no longer. Nobody does so for
/// themselves. It answers the same whether there was such a declaration or not.
/// </summary>
internal static class WithdrawInterest
{
    private static readonly FrozenSet<string> Reasons = new[] { "declared-in-error", "no-longer-applies" }.ToFrozenSet();

    /// <param name="ReasonCode">declared-in-error or no-longer-applies.</param>
    public sealed record Request([property: Required] string ReasonCode);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/practitioners/{practitionerId:guid}/declarations-of-interest/{childId:guid}/withdrawal", HandleAsync)
        .Requires(Policies.WithdrawInterest)
        .WithSummary("Take back that a practitioner must not see a child.");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid practitionerId, Guid childId, Request request, CurrentPractitioner practitioner, IndexDb db, BusinessClock clock, CancellationToken cancellationToken)
    {
        if (!Reasons.Contains(request.ReasonCode))
        {
            return ChildErrors.ReasonUnknown.ToProblem();
        }

        if (practitionerId == practitioner.PractitionerId)
        {
            return ChildErrors.SecondPersonNeeded.ToProblem();
        }

        var withdrawn = new InterestWithdrawn(practitionerId, childId, clock.GetUtcNow());
        await db.TakeAsync(withdrawn, cancellationToken);
        db.Publish(withdrawn, key: childId, practitioner.AgencyId);
        db.Audit(practitioner, Policies.WithdrawInterest, "practitioner", practitionerId, childId, reason: request.ReasonCode);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
