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

internal static class TakeLegalStep
{
    /// <param name="Kind">planned-removal, care-application, police-protection or emergency-protection-order.</param>
    /// <param name="FamilysPlanAnswer">Cites or answers the family's plan, when there is one.</param>
    public sealed record Request(
        [property: Required, StringLength(40)] string Kind,
        [property: Required, StringLength(Assessment.TextLength, MinimumLength = 1)] string Reason,
        [property: StringLength(Assessment.TextLength)] string? FamilysPlanAnswer = null,
        [property: StringLength(ChildsVoice.Length)] string? ChildWords = null,
        [property: StringLength(ChildsVoice.Length)] string? ReasonNotHeard = null);

    /// <param name="FamilyGroupConferenceOwed">An emergency power did not wait; the conference is owed to the family now.</param>
    public sealed record Response(Guid LegalStepId, bool FamilyGroupConferenceOwed);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/referrals/{referralId:guid}/legal-steps", HandleAsync)
        .Requires(Policies.TakeLegalStep)
        .WithSummary("Record a removal, an application or an emergency power; what is planned waits for the family group conference.")
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Guid referralId, Request request, IfMatch ifMatch, CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock,
        HttpResponse response, CancellationToken cancellationToken)
    {
        if (!LegalStep.IsKnown(request.Kind))
        {
            return ProtectionErrors.UnknownCode("kind").ToProblem();
        }

        var emergency = LegalStep.IsEmergency(request.Kind);
        if (!emergency && Policies.OutsideTheCase.Contains(practitioner.Role))
        {
            return new ForbiddenError("role-not-allowed", "Your role records emergency powers only.").ToProblem();
        }

        var now = clock.GetUtcNow();
        var (referral, error) = await db.ReferralToWorkOnAsync(practitioner, referralId, ifMatch, now, cancellationToken, emergency);
        if (referral is null)
        {
            return error!.ToProblem();
        }

        var voice = new ChildsVoice(request.ChildWords, request.ReasonNotHeard);

        // In an emergency the plan that the family made needs no answer yet; the offer is owed all the same.
        var answer = emergency ? request.Reason : request.FamilysPlanAnswer;
        var stopped = await FamilyGroupConferenceFacts.GateStopsAsync(db, referralId, referral.ChildId, answer, cancellationToken);
        if (!emergency && (stopped ?? voice.IsMissing()) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var step = new LegalStep
        {
            Id = Guid.CreateVersion7(now),
            ReferralId = referralId,
            ChildId = referral.ChildId,
            Kind = request.Kind,
            Reason = request.Reason,
            FamilysPlanAnswer = request.FamilysPlanAnswer,
            Voice = voice,
            RecordedBy = practitioner.PractitionerId,
            RecordedAt = now,
            FamilyGroupConferenceOwed = stopped is not null,
        };
        db.Add(step);
        if (step.FamilyGroupConferenceOwed)
        {
            db.TellSocialWorker(referral, "family-group-conference-owed", step.Id, now);
        }

        db.Audit(practitioner, Policies.TakeLegalStep, "legal-step", step.Id, referral.ChildId, detail: step.Kind);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(referral);
        return TypedResults.Created(
            $"/safeguarding/v1/referrals/{referralId}/child-protection", new Response(step.Id, step.FamilyGroupConferenceOwed));
    }
}
