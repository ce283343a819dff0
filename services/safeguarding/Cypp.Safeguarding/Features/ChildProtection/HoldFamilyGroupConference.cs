using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Relationships;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.ChildProtection;

internal static class HoldFamilyGroupConference
{
    /// <param name="CoordinatorId">Independent: holds no case of the child.</param>
    /// <param name="FamilysPlan">The family's own plan, which any later decision cites or answers.</param>
    public sealed record Request(
        DateOnly HeldOn,
        [property: Required, StringLength(Assessment.TextLength, MinimumLength = 1)] string FamilysPlan,
        Guid CoordinatorId);

    public sealed record Response(Guid FamilyGroupConferenceId, DateOnly HeldOn);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/family-group-conferences/{conferenceId:guid}/held", HandleAsync)
        .Requires(Policies.HoldFamilyGroupConference)
        .WithSummary("Record that the family's conference was held, and its plan.")
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid conferenceId, Request request, IfMatch ifMatch, CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock,
        HttpResponse response, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await db.FamilyGroupConferenceAsync(practitioner, conferenceId, now, cancellationToken) is not { } conference)
        {
            return new NotFoundError().ToProblem();
        }

        var referrals = await db.Referrals.Where(one => one.Id == conference.ReferralId).ToListAsync(cancellationToken);
        var error = ifMatch.Fails(conference)
            ?? (await ChairIndependence.HoldsACaseAsync(db, request.CoordinatorId, referrals, cancellationToken)
                ? FamilyGroupConferenceErrors.CoordinatorNotIndependent : null)
            ?? referrals.Single().Work()
            ?? conference.Hold(request.HeldOn, request.FamilysPlan, request.CoordinatorId, clock.Today);
        if (error is not null)
        {
            return error.ToProblem();
        }

        await db.EndRelationshipsAsync(conference.Id, RelationshipKinds.ServiceEpisode, now, cancellationToken);
        db.Audit(practitioner, Policies.HoldFamilyGroupConference, "family-group-conference", conference.Id, conference.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(conference);
        return TypedResults.Ok(new Response(conference.Id, request.HeldOn));
    }
}
