using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.Safeguarding.Features.ChildProtection;

internal static class EndChildInNeedPlan
{
    public sealed record Request(
        DateOnly EndedOn,
        [property: Required, StringLength(Assessment.TextLength, MinimumLength = 1)] string Reason,
        [property: StringLength(ChildsVoice.Length)] string? ChildWords = null,
        [property: StringLength(ChildsVoice.Length)] string? ReasonNotHeard = null,
        [property: StringLength(Assessment.TextLength)] string? FamilysPart = null);

    public sealed record Response(Guid PlanId, DateOnly EndedOn);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/referrals/{referralId:guid}/child-in-need-plan/end", HandleAsync)
        .Requires(Policies.EndChildInNeedPlan)
        .WithSummary("End the open child-in-need plan; the referral stays open with its social worker.")
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid referralId, Request request, IfMatch ifMatch, CurrentPractitioner practitioner, SafeguardingDb db, PlanMessages messages,
        BusinessClock clock, HttpResponse response, CancellationToken cancellationToken)
    {
        var (referral, error) = await db.ReferralToWorkOnAsync(practitioner, referralId, ifMatch, clock.GetUtcNow(), cancellationToken);
        if (referral is null)
        {
            return error!.ToProblem();
        }

        if (await db.OpenPlanAsync(referral.ChildId, cancellationToken) is not { IsProtection: false } plan)
        {
            return ProtectionErrors.NoInNeedPlan.ToProblem();
        }

        var wrong = ProtectionErrors.DayIsImpossible("endedOn", request.EndedOn, plan.StartedOn, clock.Today)
            ?? plan.End(request.EndedOn, request.Reason, request.FamilysPart, new ChildsVoice(request.ChildWords, request.ReasonNotHeard));
        if (wrong is not null)
        {
            return wrong.ToProblem();
        }

        await messages.EndedAsync(plan, practitioner.AgencyId, cancellationToken);
        db.Audit(practitioner, Policies.EndChildInNeedPlan, "plan", plan.Id, referral.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(referral);
        return TypedResults.Ok(new Response(plan.Id, request.EndedOn));
    }
}
