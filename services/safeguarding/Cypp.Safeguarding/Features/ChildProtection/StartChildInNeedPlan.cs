using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.ChildProtection;

internal static class StartChildInNeedPlan
{
    public sealed record Request(
        DateOnly StartedOn,
        [property: Required, StringLength(Assessment.TextLength, MinimumLength = 1)] string Plan,
        [property: StringLength(ChildsVoice.Length)] string? ChildWords = null,
        [property: StringLength(ChildsVoice.Length)] string? ReasonNotHeard = null,
        [property: StringLength(Assessment.TextLength)] string? FamilysPart = null);

    public sealed record Response(Guid PlanId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/referrals/{referralId:guid}/child-in-need-plan", HandleAsync)
        .Requires(Policies.StartChildInNeedPlan)
        .WithSummary("Start a child-in-need plan; never beside a child protection plan.")
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Guid referralId, Request request, IfMatch ifMatch, CurrentPractitioner practitioner, SafeguardingDb db, PlanMessages messages,
        BusinessClock clock, HttpResponse response, CancellationToken cancellationToken)
    {
        var (referral, error) = await db.ReferralToWorkOnAsync(practitioner, referralId, ifMatch, clock.GetUtcNow(), cancellationToken);
        if (referral is null)
        {
            return error!.ToProblem();
        }

        var voice = new ChildsVoice(request.ChildWords, request.ReasonNotHeard);
        var open = await db.OpenPlanAsync(referral.ChildId, cancellationToken);
        var wrong = ProtectionErrors.DayIsImpossible("startedOn", request.StartedOn, BusinessClock.DayOf(referral.ReceivedAt), clock.Today)
            ?? voice.IsMissing() ?? Assessment.FamilysPartMissing(request.FamilysPart)
            ?? (open is null ? await OverlapsAsync(db, referral.ChildId, request.StartedOn, cancellationToken)
                : open.IsProtection ? ProtectionErrors.ProtectionPlanOpen : ProtectionErrors.InNeedPlanOpen);
        if (wrong is not null)
        {
            return wrong.ToProblem();
        }

        var plan = Plan.StartInNeed(
            referralId, referral.ChildId, request.StartedOn, request.Plan, request.FamilysPart!, voice, clock.GetUtcNow());
        db.Add(plan);
        await messages.StartedAsync(plan, practitioner.AgencyId, cancellationToken);
        db.Audit(practitioner, Policies.StartChildInNeedPlan, "plan", plan.Id, referral.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(referral);
        return TypedResults.Created($"/safeguarding/v1/children/{referral.ChildId}/plan", new Response(plan.Id));
    }

    // Entered afterwards, it still may not reach back into a child protection plan (census rule 4003).
    private static async Task<Error?> OverlapsAsync(SafeguardingDb db, Guid childId, DateOnly startedOn, CancellationToken cancellationToken) =>
        await db.Set<Plan>().AnyAsync(one => one.ChildId == childId && one.EndedOn > startedOn, cancellationToken) ? ProtectionErrors.BeforePlan : null;
}
