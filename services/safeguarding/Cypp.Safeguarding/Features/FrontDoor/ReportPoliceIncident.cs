using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Contracts.Safeguarding;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.FrontDoor;

internal static class ReportPoliceIncident
{
    private const string Police = "6";

    /// <param name="PoliceReference">The police's own reference; it may be reported again for further children.</param>
    /// <param name="Place">Kind of place, told to the schools: no address.</param>
    /// <param name="SafeContact">A safe way to reach the adult who was harmed; it stays in safeguarding.</param>
    /// <param name="Children">Every child of either adult, present or not.</param>
    public sealed record Request(
        [property: Required, StringLength(PoliceIncident.ReferenceLength, MinimumLength = 1)] string PoliceReference,
        DateTimeOffset IncidentAt,
        [property: Required, StringLength(PoliceIncident.PlaceLength, MinimumLength = 1)] string Place,
        [property: Required, StringLength(PoliceIncident.NarrativeLength, MinimumLength = 1)] string Circumstances,
        [property: Required, StringLength(PoliceIncident.NarrativeLength, MinimumLength = 1)] string SafeContact,
        [property: Required, MinLength(1), MaxLength(20)] IReadOnlyList<Child> Children,
        [property: Required, MaxLength(20)] IReadOnlyList<NamedAdult> AdultsNotToBeTold);

    /// <param name="Voice">The child's own words, if heard.</param>
    public sealed record Child(
        bool Present, Guid? ChildId = null, Guid? MatchId = null,
        [property: MaxLength(PoliceIncident.NarrativeLength)] string? Voice = null);

    public sealed record Response(Guid IncidentId, IReadOnlyList<ContactOfChild> Contacts);

    public sealed record ContactOfChild(Guid ContactId, Guid NoticeId, Guid? ChildId, Guid? MatchId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/police-incidents", HandleAsync)
        .Requires(Policies.ReportPoliceIncident)
        .WithSummary("Report a domestic-abuse incident: a contact for each child, and a notice to each child's school.");

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request, CurrentPractitioner practitioner, SafeguardingDb db, Intake intake, BusinessClock clock,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (Wrong(request, now) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var children = await db.ResolveAsync(request.Children.Select(Named), cancellationToken);
        if (await ReportedBeforeAsync(request, practitioner, children.Values, db, cancellationToken))
        {
            return ContactErrors.ChildAlreadyReported.ToProblem();
        }

        var incident = new PoliceIncident
        {
            Id = Guid.CreateVersion7(now),
            PoliceAgencyId = practitioner.AgencyId,
            PoliceReference = request.PoliceReference,
            IncidentAt = request.IncidentAt,
            Place = request.Place,
            Circumstances = request.Circumstances,
            SafeContact = request.SafeContact,
            ReceivedAt = now,
        };
        db.PoliceIncidents.Add(incident);
        var contacts = new List<ContactOfChild>();
        foreach (var child in request.Children)
        {
            contacts.Add(await TakeAsync(child, children[Named(child)], incident, request, practitioner, db, intake, cancellationToken));
        }

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created(null as string, new Response(incident.Id, contacts));
    }

    // The notice to the school leaves in the same transaction and waits for nobody's decision.
    private static async Task<ContactOfChild> TakeAsync(
        Child child, NamedChild known, PoliceIncident incident, Request request, CurrentPractitioner practitioner, SafeguardingDb db,
        Intake intake, CancellationToken cancellationToken)
    {
        var now = incident.ReceivedAt;
        var contact = Contact.Make(
            new Maker(practitioner.AgencyId, practitioner.PractitionerId, practitioner.Role), intake.AgencyId,
            known.ChildId, known.MatchId, Police, request.Circumstances, incident.Id, now);
        await intake.TakeAsync(contact, cancellationToken);
        var level = await db.RestrictionLevelAsync(contact, cancellationToken);
        db.Name(contact, request.AdultsNotToBeTold, level, now);
        var part = new IncidentChild
        {
            Id = Guid.CreateVersion7(now),
            IncidentId = incident.Id,
            ContactId = contact.Id,
            Present = child.Present,
            Voice = child.Voice,
        };
        db.IncidentChildren.Add(part);
        db.Publish(
            new DomesticAbuseIncidentReported(
                part.Id, known.ChildId, known.ChildId is null ? known.MatchId : null, practitioner.AgencyId, incident.PoliceReference,
                incident.IncidentAt, incident.Place, part.Present, part.Voice, incident.Circumstances, now),
            known.Key, practitioner.AgencyId, level);
        db.Audit(practitioner, Policies.ReportPoliceIncident, "contact", contact.Id, contact.ChildId);
        return new ContactOfChild(contact.Id, part.Id, child.ChildId, child.MatchId);
    }

    private static Error? Wrong(Request request, DateTimeOffset now)
    {
        var unnamed = request.Children
            .Select(child => Contact.ChildIsNotNamedOnce(child.ChildId, child.MatchId, "children")).FirstOrDefault(error => error is not null);
        var twice = request.Children.Select(Named).Distinct().Count() != request.Children.Count ? ContactErrors.ChildNamedTwice : null;
        return unnamed ?? twice ?? NamedAdults.ReasonIsUnknown(request.AdultsNotToBeTold) ?? PoliceIncident.IsAhead(request.IncidentAt, now);
    }

    private static async Task<bool> ReportedBeforeAsync(
        Request request, CurrentPractitioner practitioner, IEnumerable<NamedChild> children, SafeguardingDb db, CancellationToken cancellationToken)
    {
        var childIds = children.Select(child => child.ChildId).OfType<Guid>().ToList();
        var matchIds = children.Select(child => child.MatchId).OfType<Guid>().ToList();
        return await db.PoliceIncidents
            .Where(incident => incident.PoliceAgencyId == practitioner.AgencyId && incident.PoliceReference == request.PoliceReference)
            .AnyAsync(
                incident => db.Contacts.Any(contact => contact.IncidentId == incident.Id
                    && (childIds.Contains(contact.ChildId!.Value) || matchIds.Contains(contact.MatchId!.Value))),
                cancellationToken);
    }

    private static NamedChild Named(Child child) => new(child.ChildId, child.MatchId);
}
