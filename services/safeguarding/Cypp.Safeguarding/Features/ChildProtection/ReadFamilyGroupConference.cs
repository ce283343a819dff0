using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Safeguarding.Data;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.Safeguarding.Features.ChildProtection;

internal static class ReadFamilyGroupConference
{
    public sealed record Response(
        Guid FamilyGroupConferenceId, Guid ReferralId, Guid ChildId, IReadOnlyList<OfferFamilyGroupConference.OfferBody> Offers, DateOnly? HeldOn,
        Guid? CoordinatorId, string? FamilysPlan);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/family-group-conferences/{conferenceId:guid}", HandleAsync)
        .Requires(Policies.ReadFamilyGroupConference)
        .WithSummary("A round of offers and, once held, the family's plan.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid conferenceId, CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock, HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (await db.FamilyGroupConferenceAsync(practitioner, conferenceId, clock.GetUtcNow(), cancellationToken) is not { } conference)
        {
            return new NotFoundError().ToProblem();
        }

        db.Audit(practitioner, Policies.ReadFamilyGroupConference, "family-group-conference", conference.Id, conference.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(conference);
        return TypedResults.Ok(new Response(
            conference.Id, conference.ReferralId, conference.ChildId,
            [.. conference.Offers.Select(offer => new OfferFamilyGroupConference.OfferBody(offer.AdultId, offer.OfferedOn, offer.OfferedApart, offer.Response))],
            conference.HeldOn, conference.CoordinatorId, conference.FamilysPlan));
    }
}
