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

internal static class ExceptFromFamilyGroupConference
{
    /// <param name="Reason">Why a family group conference is against the child's interests.</param>
    public sealed record Request([property: Required, StringLength(Assessment.TextLength, MinimumLength = 20)] string Reason);

    public sealed record Response(Guid ExceptionId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/referrals/{referralId:guid}/family-group-conference-exceptions", HandleAsync)
        .Requires(Policies.ExceptFromFamilyGroupConference)
        .WithSummary("A named senior records why a family group conference is against the child's interests.")
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Guid referralId, Request request, IfMatch ifMatch, CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock,
        HttpResponse response, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (referral, error) = await db.ReferralToWorkOnAsync(practitioner, referralId, ifMatch, now, cancellationToken);
        if (referral is null)
        {
            return error!.ToProblem();
        }

        var exception = new FamilyGroupConferenceException
        {
            Id = Guid.CreateVersion7(now),
            ReferralId = referralId,
            SeniorId = practitioner.PractitionerId,
            Reason = request.Reason,
            RecordedAt = now,
        };
        db.Add(exception);
        db.Audit(practitioner, Policies.ExceptFromFamilyGroupConference, "family-group-conference-exception", exception.Id, referral.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(referral);
        return TypedResults.Created($"/safeguarding/v1/referrals/{referralId}/child-protection", new Response(exception.Id));
    }
}
