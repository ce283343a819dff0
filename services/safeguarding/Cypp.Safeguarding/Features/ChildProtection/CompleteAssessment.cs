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

internal static class CompleteAssessment
{
    /// <summary>childWords, or reasonNotHeard. Factors stay here: no other service gets them.</summary>
    public sealed record Request(
        [property: Required, StringLength(Assessment.TextLength, MinimumLength = 1)] string Analysis,
        DateOnly CompletedOn,
        [property: StringLength(ChildsVoice.Length)] string? ChildWords = null,
        [property: StringLength(ChildsVoice.Length)] string? ReasonNotHeard = null,
        [property: StringLength(Assessment.TextLength)] string? FamilysPart = null,
        [property: MaxLength(100)] IReadOnlyList<AdultFactorBody>? AdultFactors = null);

    /// <param name="Late">It took more than 45 working days.</param>
    public sealed record Response(Guid AssessmentId, DateOnly DueOn, bool Late);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/referrals/{referralId:guid}/assessment", HandleAsync)
        .Requires(Policies.CompleteAssessment)
        .WithSummary("Complete the child and family assessment, due 45 working days from the referral.")
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Guid referralId, Request request, IfMatch ifMatch, CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock,
        HttpResponse response, CancellationToken cancellationToken)
    {
        var (referral, error) = await db.ReferralToWorkOnAsync(practitioner, referralId, ifMatch, clock.GetUtcNow(), cancellationToken);
        if (referral is null)
        {
            return error!.ToProblem();
        }

        if (await db.Set<Assessment>().AnyAsync(assessment => assessment.ReferralId == referralId, cancellationToken))
        {
            return ProtectionErrors.AssessmentAlreadyCompleted.ToProblem();
        }

        var (voice, referredOn) = (new ChildsVoice(request.ChildWords, request.ReasonNotHeard), BusinessClock.DayOf(referral.ReceivedAt));
        var factors = (request.AdultFactors ?? []).Select(factor => factor.ToDomain()).ToList();
        if (Assessment.CannotBeCompleted(referredOn, request.CompletedOn, clock.Today, voice, request.FamilysPart ?? "", factors) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var assessment = Assessment.Complete(
            referralId, referral.ChildId, referredOn, request.CompletedOn, request.Analysis, request.FamilysPart!, voice, factors, clock.GetUtcNow());
        db.Add(assessment);
        await db.PublishAboutChildAsync(
            new AssessmentCompleted(referralId, referral.ChildId, assessment.CompletedOn), referral.ChildId, practitioner.AgencyId, cancellationToken);
        db.Audit(practitioner, Policies.CompleteAssessment, "assessment", assessment.Id, referral.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(referral);
        return TypedResults.Created(
            $"/safeguarding/v1/referrals/{referralId}/child-protection", new Response(assessment.Id, assessment.DueOn, assessment.IsLate));
    }
}
