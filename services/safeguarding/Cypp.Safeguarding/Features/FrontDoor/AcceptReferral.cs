using Cypp.Access;
using Cypp.Access.Inbox;
using Cypp.Contracts.Safeguarding;
using Cypp.Safeguarding.Data.FrontDoor;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.Safeguarding.Features.FrontDoor;

/// <summary>A named social worker takes the child on: named by a manager, or by himself and nobody else.</summary>
internal static class AcceptReferral
{
    private static readonly Error NotYourself = new ForbiddenError("not-yours-to-name", "A social worker accepts in his own name; a manager names others.");

    public sealed record Request(Guid SocialWorkerId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/referrals/{referralId:guid}/acceptance", HandleAsync)
        .Requires(Policies.AcceptReferral)
        .WithSummary("Accept a referral for a named social worker.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<Ok<ShowReferral.View>, ProblemHttpResult>> HandleAsync(Guid referralId, Request request, [AsParameters] DecideReferral decide)
    {
        var (by, now) = (decide.Practitioner, decide.Clock.GetUtcNow());
        return decide.ApplyAsync(
            referralId,
            Policies.AcceptReferral,
            referral => by.Role == Roles.SocialWorker && request.SocialWorkerId != by.PractitionerId
                ? NotYourself
                : referral.Accept(request.SocialWorkerId, by.PractitionerId, now),
            async referral =>
            {
                await decide.Db.AllocateAsync(referral, now, decide.CancellationToken);
                await decide.Db.EndDutyDeskAsync(referral, now, decide.CancellationToken);
                await decide.PublishAsync(
                    referral,
                    stepUpId => new ReferralAccepted(referral.Id, referral.ChildId, stepUpId, referral.AgencyId, request.SocialWorkerId, now));
                if (request.SocialWorkerId != by.PractitionerId)
                {
                    decide.Db.Tell(referral.AgencyId, Roles.SocialWorker, "referral-allocated", referral.Id, referral.ChildId, now, request.SocialWorkerId);
                }

                await decide.Db.TellMakersAsync(referral, now, decide.CancellationToken);
            });
    }
}
