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

internal static class ConcludeSection47
{
    public sealed record Request(
        bool Substantiated,
        bool ConferenceNeeded,
        [property: Required, StringLength(Assessment.TextLength, MinimumLength = 1)] string Reason);

    public sealed record Response(Guid Section47Id, bool ConferenceNeeded, DateOnly ConferenceDueOn);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/referrals/{referralId:guid}/section-47/outcome", HandleAsync)
        .Requires(Policies.ConcludeSection47)
        .WithSummary("Conclude the open section 47 enquiry and say whether a conference is needed.")
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid referralId, Request request, IfMatch ifMatch, CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock,
        HttpResponse response, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (referral, error) = await db.ReferralToWorkOnAsync(practitioner, referralId, ifMatch, now, cancellationToken);
        if (referral is null)
        {
            return error!.ToProblem();
        }

        var enquiry = await db.Set<Section47Enquiry>().Where(one => one.ReferralId == referralId)
            .OrderBy(one => one.EndedOn != null).ThenByDescending(one => one.Id).FirstOrDefaultAsync(cancellationToken);
        if (enquiry is null)
        {
            return ProtectionErrors.Section47NotStarted.ToProblem();
        }

        if (enquiry.Conclude(request.Substantiated, request.ConferenceNeeded, request.Reason, clock.Today) is { } wrong)
        {
            return wrong.ToProblem();
        }

        if (!request.ConferenceNeeded)
        {
            await db.EndForChildAsync(referral.ChildId, now, cancellationToken, RelationshipKinds.StrategyDiscussion);
        }

        db.Audit(practitioner, Policies.ConcludeSection47, "section-47-enquiry", enquiry.Id, referral.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(referral);
        return TypedResults.Ok(new Response(enquiry.Id, request.ConferenceNeeded, enquiry.ConferenceDueOn));
    }
}
