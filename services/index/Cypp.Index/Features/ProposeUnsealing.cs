using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Inbox;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Features;

/// <summary>A named person proposes; the notice to the second person says that there is something to approve, not whom.</summary>
internal static class ProposeUnsealing
{
    public sealed record Request;

    public sealed record Response(Guid UnsealingId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/children/{childId:guid}/unsealings", HandleAsync)
        .Requires(Policies.ProposeUnsealing)
        .WithSummary("Propose to unseal a child; a second person approves.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Guid childId, Request request, CurrentPractitioner practitioner, IndexDb db, BusinessClock clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!await db.Children.KnownTo(db, practitioner, now).AnyAsync(row => row.Id == childId && row.Sealed, cancellationToken))
        {
            return ChildErrors.NotFound.ToProblem();
        }

        var unsealing = new Unsealing
        {
            Id = Guid.CreateVersion7(now),
            ChildId = childId,
            AgencyId = practitioner.AgencyId,
            ProposedBy = practitioner.PractitionerId,
            ProposedAt = now,
        };
        db.Unsealings.Add(unsealing);
        db.Tell(practitioner.AgencyId, Roles.SeniorManager, "unsealing-to-approve", unsealing.Id, childId: null, now);
        db.Audit(practitioner, Policies.ProposeUnsealing, "unsealing", unsealing.Id, childId);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/index/v1/unsealings/{unsealing.Id}", new Response(unsealing.Id));
    }
}
