using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Data.FrontDoor;
using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.FrontDoor;

internal static class ReadContact
{
    /// <param name="Outcome">pending, accepted or declined; considered, when a member of the public is answered.</param>
    /// <param name="Received">What only those who received it see; null for its maker.</param>
    public sealed record Response(
        Guid ContactId, Guid? ChildId, Guid? MatchId, string ReferralSource, string Concern, DateTimeOffset ReceivedAt,
        DateOnly DecisionDueOn, string Outcome, string? ReasonCode, ReceivedPart? Received);

    public sealed record ReceivedPart(
        Guid? ReferralId, Guid MadeByAgencyId, Guid MadeByPractitionerId, bool? ImmediateDanger, string? DangerNote,
        DateTimeOffset? DangerCheckedAt, IReadOnlyList<Guid> AdultsNotToBeTold, IncidentPart? Incident);

    public sealed record IncidentPart(
        Guid IncidentId, string PoliceReference, DateTimeOffset IncidentAt, string Place, string Circumstances, string SafeContact,
        bool Present, string? Voice);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/contacts/{contactId:guid}", HandleAsync)
        .Requires(Policies.ReadContact)
        .WithSummary("Read a contact: your own with its outcome, or one that your front door received.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid contactId, CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock, HttpResponse response,
        CancellationToken cancellationToken)
    {
        var received = await db.ContactsReceivedBy(practitioner, clock.GetUtcNow())
            .SingleOrDefaultAsync(contact => contact.Id == contactId, cancellationToken);
        var contact = received
            ?? await db.ContactsMadeBy(practitioner).SingleOrDefaultAsync(contact => contact.Id == contactId, cancellationToken);
        if (contact is null)
        {
            return new NotFoundError().ToProblem();
        }

        var part = received is null ? null : await ReceivedPartAsync(contact, db, cancellationToken);
        var referral = contact.ReferralId is { } referralId ? await db.Referrals.FindAsync([referralId], cancellationToken) : null;
        var (outcome, reasonCode) = Outcome(contact, referral, part is not null);
        db.Audit(practitioner, Policies.ReadContact, "contact", contact.Id, contact.ChildId, sections: part is null ? "own" : "whole");
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(contact);
        return TypedResults.Ok(new Response(
            contact.Id, contact.ChildId, contact.MatchId, contact.ReferralSource, contact.Concern, contact.ReceivedAt, contact.DecisionDueOn,
            outcome, reasonCode, part));
    }

    private static (string Outcome, string? ReasonCode) Outcome(Contact contact, Referral? referral, bool whole) => referral switch
    {
        null or { IsUndecided: true } => ("pending", null),
        _ when !whole && Codes.FeedbackTo(contact.ReferralSource) != Feedback.Outcome => ("considered", null),
        { State: ReferralState.Declined } => ("declined", referral.DeclineReasonCode),
        _ => ("accepted", null),
    };

    private static async Task<ReceivedPart> ReceivedPartAsync(Contact contact, SafeguardingDb db, CancellationToken cancellationToken)
    {
        var adults = await db.AdultsNotToBeTold.Where(adult => adult.ContactId == contact.Id)
            .OrderBy(adult => adult.Id).Select(adult => adult.AdultId).ToListAsync(cancellationToken);
        var incident = await db.PoliceIncidents.Where(incident => incident.Id == contact.IncidentId)
            .Join(
                db.IncidentChildren.Where(child => child.ContactId == contact.Id), incident => incident.Id, child => child.IncidentId,
                (incident, child) => new IncidentPart(
                    incident.Id, incident.PoliceReference, incident.IncidentAt, incident.Place, incident.Circumstances, incident.SafeContact,
                    child.Present, child.Voice))
            .SingleOrDefaultAsync(cancellationToken);
        return new ReceivedPart(
            contact.ReferralId, contact.MakerAgencyId, contact.MakerPractitionerId, contact.ImmediateDanger, contact.DangerNote,
            contact.DangerCheckedAt, adults, incident);
    }
}
