using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Inbox;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Data.FrontDoor;
using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.FrontDoor;

internal static class CheckForDanger
{
    public sealed record Request(
        bool ImmediateDanger,
        [property: Required, StringLength(Contact.ConcernLength, MinimumLength = 1)] string Note);

    public sealed record Response(Guid ContactId, bool ImmediateDanger, DateTimeOffset CheckedAt);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/contacts/{contactId:guid}/danger-check", HandleAsync)
        .Requires(Policies.CheckForDanger)
        .WithSummary("Record the out-of-hours check of a contact for immediate danger; found, it goes to a manager at once.");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid contactId, Request request, IfMatch ifMatch, CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock,
        HttpResponse response, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var contact = await db.ContactsReceivedBy(practitioner, now).SingleOrDefaultAsync(contact => contact.Id == contactId, cancellationToken);
        if (contact is null)
        {
            return new NotFoundError().ToProblem();
        }

        if ((ifMatch.Fails(contact) ?? contact.CheckForDanger(request.ImmediateDanger, request.Note, practitioner.PractitionerId, now)) is { } error)
        {
            return error.ToProblem();
        }

        if (request.ImmediateDanger)
        {
            db.Tell(contact.AgencyId, Roles.SocialWorkManager, "immediate-danger", contact.Id, contact.ChildId, now);
        }

        db.Audit(practitioner, Policies.CheckForDanger, "contact", contact.Id, contact.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(contact);
        return TypedResults.Ok(new Response(contact.Id, request.ImmediateDanger, now));
    }
}
