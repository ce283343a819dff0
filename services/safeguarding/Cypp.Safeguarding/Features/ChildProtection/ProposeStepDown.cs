using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Contracts.Safeguarding;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.ChildProtection;

internal static class ProposeStepDown
{
    public sealed record Request(
        bool AgreedWithFamily,
        [property: Required, StringLength(Assessment.TextLength, MinimumLength = 1)] string Reason,
        [property: StringLength(ChildsVoice.Length)] string? ChildWords = null,
        [property: StringLength(ChildsVoice.Length)] string? ReasonNotHeard = null);

    public sealed record Response(Guid StepDownId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/referrals/{referralId:guid}/step-downs", HandleAsync)
        .Requires(Policies.ProposeStepDown)
        .WithSummary("Ask early help to take the child back, agreed with the family; the referral stays open until it accepts.")
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Accepted<Response>, ProblemHttpResult>> HandleAsync(
        Guid referralId, Request request, IfMatch ifMatch, CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock,
        HttpResponse response, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (referral, error) = await db.ReferralToWorkOnAsync(practitioner, referralId, ifMatch, now, cancellationToken);
        if (referral is null)
        {
            return error!.ToProblem();
        }

        var voice = new ChildsVoice(request.ChildWords, request.ReasonNotHeard);
        var wrong = StepDown.CannotBeProposed(
            request.AgreedWithFamily,
            await db.Set<Assessment>().AnyAsync(one => one.ReferralId == referralId, cancellationToken),
            await db.Set<Section47Enquiry>().AnyAsync(one => one.ReferralId == referralId && one.EndedOn == null, cancellationToken),
            await db.Set<StepDown>().AnyAsync(one => one.ReferralId == referralId && one.Status == StepDown.Proposed, cancellationToken),
            await db.OpenPlanAsync(referral.ChildId, cancellationToken), voice);
        if (wrong is not null)
        {
            return wrong.ToProblem();
        }

        var stepDown = StepDown.Propose(referralId, referral.ChildId, request.Reason, voice, practitioner.PractitionerId, now);
        db.Add(stepDown);
        await db.PublishAboutChildAsync(
            new StepDownProposed(stepDown.Id, referralId, referral.ChildId, referral.StepUpId, now),
            referral.ChildId, practitioner.AgencyId, cancellationToken);
        db.Audit(practitioner, Policies.ProposeStepDown, "step-down", stepDown.Id, referral.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(referral);
        return TypedResults.Accepted($"/safeguarding/v1/referrals/{referralId}/child-protection", new Response(stepDown.Id));
    }
}
