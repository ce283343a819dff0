using Cypp.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.Safeguarding.Features.FrontDoor;

internal static class AcknowledgeReferral
{
    public sealed record Request;

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/referrals/{referralId:guid}/acknowledgement", HandleAsync)
        .Requires(Policies.AcknowledgeReferral)
        .WithSummary("Acknowledge a referral for the front door.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<Ok<ShowReferral.View>, ProblemHttpResult>> HandleAsync(Guid referralId, Request request, [AsParameters] DecideReferral decide)
    {
        var (by, now) = (decide.Practitioner.PractitionerId, decide.Clock.GetUtcNow());
        return decide.ApplyAsync(referralId, Policies.AcknowledgeReferral, referral => referral.Acknowledge(by, now), _ => Task.CompletedTask);
    }
}
