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

internal static class InviteToConference
{
    /// <summary>An adult of the family, or an agency and, if known, its person.</summary>
    /// <param name="ChildIds">The children whom an agency comes for; all of the conference when none is named.</param>
    public sealed record Request(
        Guid? AdultId = null, Guid? AgencyId = null, Guid? PractitionerId = null,
        [property: MaxLength(20)] IReadOnlyList<Guid>? ChildIds = null);

    public sealed record Response(Guid InvitationId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/conferences/{conferenceId:guid}/invitations", HandleAsync)
        .Requires(Policies.InviteToConference)
        .WithSummary("Invite an adult of the family, or an agency; never an adult who must not be told.")
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Guid conferenceId, Request request, IfMatch ifMatch, CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock,
        HttpResponse response, CancellationToken cancellationToken)
    {
        if (request.AdultId is null == request.AgencyId is null)
        {
            return new InvalidError("invitee-ambiguous", "An invitation names an adult or an agency.", "adultId").ToProblem();
        }

        var now = clock.GetUtcNow();
        if (await db.ConferenceAsync(practitioner, conferenceId, now, cancellationToken) is not { } conference)
        {
            return new NotFoundError().ToProblem();
        }

        var children = conference.Children.Select(child => child.ChildId).Where(childId => request.ChildIds?.Contains(childId) ?? true).ToList();
        var error = ifMatch.Fails(conference) ?? conference.Invite()
            ?? (children.Count == 0 ? ProtectionErrors.OutcomesIncomplete : null)
            ?? (request.AdultId is { } adultId ? await CannotInviteAsync(db, adultId, conference, cancellationToken) : null);
        if (error is not null)
        {
            return error.ToProblem();
        }

        var invitation = new ConferenceInvitation
        {
            Id = Guid.CreateVersion7(now),
            ConferenceId = conference.Id,
            AdultId = request.AdultId,
            AgencyId = request.AgencyId,
            PractitionerId = request.PractitionerId,
            InvitedAt = now,
        };
        db.Add(invitation);
        foreach (var childId in children)
        {
            if (request.AgencyId is { } agencyId)
            {
                await db.BeginAsync(RelationshipKinds.Conference, practitioner.AgencyId, childId, agencyId, request.PractitionerId, conference.Id, now, cancellationToken);
            }

            db.Audit(practitioner, Policies.InviteToConference, "conference-invitation", invitation.Id, childId);
        }

        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(conference);
        return TypedResults.Created($"/safeguarding/v1/conferences/{conference.Id}", new Response(invitation.Id));
    }

    // One child for whom the adult must not be told closes the whole conference to them: siblings are spoken of together.
    private static async Task<Error?> CannotInviteAsync(
        SafeguardingDb db, Guid adultId, Conference conference, CancellationToken cancellationToken)
    {
        var related = false;
        foreach (var child in conference.Children)
        {
            if (await db.IsNotToBeToldAsync(child.ChildId, adultId, cancellationToken))
            {
                return ProtectionErrors.AdultNotToBeTold;
            }

            related |= (await db.FamilyOfAsync(child.ChildId, cancellationToken)).Any(adult => adult.AdultId == adultId);
        }

        return related ? null : ProtectionErrors.AdultUnknown;
    }
}
