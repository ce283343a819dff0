using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Contracts.Safeguarding;
using Cypp.Safeguarding.Data.FrontDoor;
using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.Safeguarding.Features.FrontDoor;

/// <summary>Social work will not act; whoever told the front door hears the reason, and a stepped-up case is open again where it was.</summary>
internal static class DeclineReferral
{
    /// <param name="ReasonCode">threshold-not-met, already-known, early-help-sufficient or other.</param>
    public sealed record Request([property: Required] string ReasonCode);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/referrals/{referralId:guid}/decline", HandleAsync)
        .Requires(Policies.DeclineReferral)
        .WithSummary("Decline a referral, with the reason.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<ShowReferral.View>, ProblemHttpResult>> HandleAsync(Guid referralId, Request request, [AsParameters] DecideReferral decide)
    {
        if (Codes.DeclineReasonIsUnknown(request.ReasonCode) is { } unknown)
        {
            return unknown.ToProblem();
        }

        var (by, now) = (decide.Practitioner.PractitionerId, decide.Clock.GetUtcNow());
        return await decide.ApplyAsync(
            referralId,
            Policies.DeclineReferral,
            referral => referral.Decline(request.ReasonCode, by, now),
            async referral =>
            {
                await decide.Db.EndReferralAccessAsync(referral, now, decide.CancellationToken);
                await decide.PublishAsync(
                    referral, stepUpId => new ReferralDeclined(referral.Id, referral.ChildId, stepUpId, request.ReasonCode, now));
                await decide.Db.TellMakersAsync(referral, now, decide.CancellationToken);
            });
    }
}
