using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.Safeguarding.Features.ChildProtection;

internal static class ReadConference
{
    /// <summary>Only the children whom the reader may know: a school sees its own pupil's outcome, not the sibling's.</summary>
    public sealed record Child(Guid ChildId, DateOnly DueOn, string? Outcome, string? ChildWords, string? ReasonNotHeard);

    /// <param name="FamilysPart">Shown to those who know every child of the conference.</param>
    public sealed record Response(
        Guid ConferenceId, string Kind, DateOnly ScheduledFor, Guid ChairId, string? LateReason, DateOnly? HeldOn, string? FamilysPart,
        IReadOnlyList<AttendeeBody> Attendees, IReadOnlyList<Child> Children);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/conferences/{conferenceId:guid}", HandleAsync)
        .Requires(Policies.ReadConference)
        .WithSummary("A conference and its record, for its chair, the case's workers and its members.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid conferenceId, CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock, HttpResponse response,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await db.ConferenceAsync(practitioner, conferenceId, now, cancellationToken) is not { } conference)
        {
            return new NotFoundError().ToProblem();
        }

        var known = await ConferenceAccess.ChildrenOfAsync(db, practitioner, conference, now, cancellationToken);
        foreach (var childId in known)
        {
            db.Audit(practitioner, Policies.ReadConference, "conference", conference.Id, childId);
        }

        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(conference);
        return TypedResults.Ok(Show(conference, known));
    }

    private static Response Show(Conference conference, HashSet<Guid> known) => new(
        conference.Id, conference.Kind, conference.ScheduledFor, conference.ChairId, conference.LateReason, conference.HeldOn,
        known.Count == conference.Children.Count ? conference.FamilysPart : null,
        [.. conference.Attendees.Select(one => new AttendeeBody(one.AgencyId, one.Sector, one.PractitionerId))],
        [.. conference.Children.Where(child => known.Contains(child.ChildId))
            .Select(child => new Child(child.ChildId, child.DueOn, child.Outcome, child.Voice.Words, child.Voice.ReasonNotHeard))]);
}
