using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Inbox;
using Cypp.Access.Relationships;
using Cypp.Learning.Data;
using Cypp.Learning.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Learning.Features;

/// <summary>What the guidance fixes, about one pupil: never a sibling, never an address of the family.</summary>
internal static class ReadNotice
{
    /// <param name="ChildId">Null while the match waits for a person.</param>
    /// <param name="GivenName">As on the reader's own roll or register; null when the child is on none.</param>
    /// <param name="PlaceWithheld">The family's location is hidden, and the place of the incident might be it.</param>
    /// <param name="DueAt">First bell after receipt; null for the authority's lead, to whom it is escalated.</param>
    /// <param name="UnacknowledgedBy">For the authority's lead: schools that had not acknowledged it by the bell, unless the location is hidden.</param>
    /// <param name="ContactParents">Always false: schools do not approach the parents (Operation Encompass).</param>
    public sealed record Response(
        Guid NoticeId, Guid? ChildId, string? GivenName, string? FamilyName, DateOnly? BirthDate, string PoliceReference,
        DateTimeOffset IncidentAt, string? Place, bool PlaceWithheld, bool ChildPresent, string? VoiceOfTheChild, string Circumstances,
        DateTimeOffset ReceivedAt, DateTimeOffset? DueAt, IReadOnlyList<Guid> UnacknowledgedBy, bool ContactParents);

    private sealed record Pupil(string GivenName, string FamilyName, DateOnly BirthDate);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/notices/{noticeId:guid}", HandleAsync)
        .Requires(Policies.ReadNotice)
        .WithSummary("A domestic-abuse notice addressed to you.");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid noticeId, CurrentPractitioner practitioner, LearningDb db, BusinessClock clock, CancellationToken cancellationToken)
    {
        var (agencyId, role) = (practitioner.AgencyId, practitioner.Role);
        var item = await db.Set<InboxItem>().Where(row => row.SubjectId == noticeId && row.AgencyId == agencyId && row.Role == role)
            .OrderBy(row => row.Id).FirstOrDefaultAsync(cancellationToken);
        var notice = item is null ? null : await db.Notices.FindAsync([noticeId], cancellationToken);
        if (notice is null || !await IsStillKnownAsync(db, practitioner, notice, clock.GetUtcNow(), cancellationToken))
        {
            return new NotFoundError().ToProblem();
        }

        var facts = notice.ChildId is { } childId ? await db.Children.FindAsync([childId], cancellationToken) : null;
        var hidden = facts?.LocationHidden == true;
        var content = notice.ContentFor(hidden);
        var pupil = await PupilAsync(db, notice.ChildId, practitioner, cancellationToken);
        var late = role != Roles.EducationSafeguardingLead || hidden ? [] : await db.Escalations
            .Where(row => row.NoticeId == noticeId).Select(row => row.AddressedAgencyId).ToListAsync(cancellationToken);
        db.Audit(practitioner, Policies.ReadNotice, "notice", notice.Id, notice.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(
            notice.Id, notice.ChildId, pupil?.GivenName, pupil?.FamilyName, pupil?.BirthDate ?? facts?.BirthDate, notice.PoliceReference,
            notice.IncidentAt, content.Place, content.PlaceWithheld, notice.ChildPresent, content.VoiceOfTheChild, content.Circumstances,
            notice.ReceivedAt, item!.DueAt, late, ContactParents: false));
    }

    // A key adult's access ends with the roll, at the end of the pupil's last day.
    private static async Task<bool> IsStillKnownAsync(
        LearningDb db, CurrentPractitioner practitioner, Notice notice, DateTimeOffset now, CancellationToken cancellationToken) =>
        practitioner.Role != Roles.KeyAdult
        || await db.ChildrenKnownTo(practitioner, now, RelationshipKinds.SchoolRoll).AnyAsync(id => id == notice.ChildId, cancellationToken);

    private static async Task<Pupil?> PupilAsync(LearningDb db, Guid? childId, CurrentPractitioner practitioner, CancellationToken cancellationToken)
    {
        var anyRoll = practitioner.Role != Roles.KeyAdult;
        return await db.Enrolments.Where(row => row.ChildId == childId && (anyRoll || row.SchoolAgencyId == practitioner.AgencyId))
            .OrderByDescending(row => row.EnrolledOn).Select(row => new Pupil(row.GivenName, row.FamilyName, row.BirthDate)).FirstOrDefaultAsync(cancellationToken)
            ?? (anyRoll ? await db.HomeEducations.Where(row => row.ChildId == childId).OrderByDescending(row => row.From)
                .Select(row => new Pupil(row.GivenName, row.FamilyName, row.BirthDate)).FirstOrDefaultAsync(cancellationToken) : null);
    }
}
