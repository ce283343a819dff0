using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Relationships;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Data.FrontDoor;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.Safeguarding.Features.ChildProtection;

internal static class OfferFamilyGroupConference
{
    /// <param name="OfferedApart">Needed for everyone where an adult of the family may have harmed another.</param>
    /// <param name="Response">accepted, declined or no-reply.</param>
    public sealed record OfferBody(
        Guid AdultId, DateOnly OfferedOn, bool OfferedApart, [property: Required, StringLength(20)] string Response);

    public sealed record Request([property: Required, MinLength(1), MaxLength(50)] IReadOnlyList<OfferBody> Offers);

    /// <param name="Accepted">Anyone accepted, so it must be held.</param>
    public sealed record Response(Guid FamilyGroupConferenceId, bool Accepted);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/referrals/{referralId:guid}/family-group-conferences", HandleAsync)
        .Requires(Policies.OfferFamilyGroupConference)
        .WithSummary("Record a round of offers of a family group conference, with each adult's answer.")
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

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

        var family = await db.FamilyOfAsync(referral.ChildId, cancellationToken);
        var offers = request.Offers
            .Select(offer => new FamilyGroupConferenceOffer(offer.AdultId, offer.OfferedOn, offer.OfferedApart, offer.Response)).ToList();
        if (FamilyGroupConference.CannotBeOffered(offers, family, BusinessClock.DayOf(referral.ReceivedAt), clock.Today) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var conference = FamilyGroupConference.Offer(referralId, referral.ChildId, offers, now);
        db.Add(conference);
        if (conference.IsAccepted)
        {
            // For the authority's coordinators, until it is held.
            await db.BeginAsync(
                RelationshipKinds.ServiceEpisode, referral.AgencyId, referral.ChildId, practitioner.AgencyId, null, conference.Id, now, cancellationToken);
        }

        db.Audit(practitioner, Policies.OfferFamilyGroupConference, "family-group-conference", conference.Id, referral.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(conference);
        return TypedResults.Created(
            $"/safeguarding/v1/family-group-conferences/{conference.Id}", new Response(conference.Id, conference.IsAccepted));
    }
}
