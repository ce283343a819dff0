using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.Safeguarding.Features.FrontDoor;

internal static class MakeContact
{
    /// <param name="ReferralSource">CIN referral source code, 1A to 10.</param>
    /// <param name="ChildId">The child or, while its match is unsettled, <paramref name="MatchId"/>.</param>
    public sealed record Request(
        [property: Required, StringLength(2, MinimumLength = 1)] string ReferralSource,
        [property: Required, StringLength(Contact.ConcernLength, MinimumLength = 1)] string Concern,
        Guid? ChildId = null,
        Guid? MatchId = null,
        [property: MaxLength(20)] IReadOnlyList<NamedAdult>? AdultsNotToBeTold = null);

    public sealed record Response(Guid ContactId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/contacts", HandleAsync)
        .Requires(Policies.MakeContact)
        .WithSummary("Tell the front door about a child; its outcome comes to your inbox.");

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request, CurrentPractitioner practitioner, SafeguardingDb db, Intake intake, BusinessClock clock, HttpResponse response,
        CancellationToken cancellationToken)
    {
        var wrong = Contact.ChildIsNotNamedOnce(request.ChildId, request.MatchId, "childId")
            ?? Codes.ReferralSourceIsUnknown(request.ReferralSource)
            ?? NamedAdults.ReasonIsUnknown(request.AdultsNotToBeTold);
        if (wrong is not null)
        {
            return wrong.ToProblem();
        }

        var named = new NamedChild(request.ChildId, request.MatchId);
        var child = (await db.ResolveAsync([named], cancellationToken))[named];
        var contact = Contact.Make(
            new Maker(practitioner.AgencyId, practitioner.PractitionerId, practitioner.Role), intake.AgencyId,
            child.ChildId, child.MatchId, request.ReferralSource, request.Concern, null, clock.GetUtcNow());
        await intake.TakeAsync(contact, cancellationToken);
        db.Name(contact, request.AdultsNotToBeTold, await db.RestrictionLevelAsync(contact, cancellationToken), clock.GetUtcNow());
        db.Audit(practitioner, Policies.MakeContact, "contact", contact.Id, contact.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(contact);
        return TypedResults.Created($"/safeguarding/v1/contacts/{contact.Id}", new Response(contact.Id));
    }
}
