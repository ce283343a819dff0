using Cypp.Access;
using Cypp.Access.Relationships;
using Cypp.Index.Domain;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Data;

/// <summary>Which relationship lets which role know a child's index record (security.md 2.3): the one place of the index that says so.</summary>
internal static class WhoMayKnow
{
    /// <summary>How long an agency may add what it knows about a child whom it has matched, before it has a relationship.</summary>
    private static readonly TimeSpan MatchLasts = TimeSpan.FromHours(72);

    private static readonly string[] Practice = [RelationshipKinds.ServiceEpisode, RelationshipKinds.TeamAroundTheFamily];
    private static readonly string[] School = [RelationshipKinds.ServiceEpisode, RelationshipKinds.SchoolRoll];
    private static readonly string[] Desk = [RelationshipKinds.ServiceEpisode, RelationshipKinds.DutyDesk];

    public static IQueryable<Child> KnownTo(this IQueryable<Child> children, IndexDb db, CurrentPractitioner practitioner, DateTimeOffset now)
    {
        var known = db.ChildrenKnownTo(practitioner, now, KindsFor(practitioner.Role));
        return children.Where(child => known.Contains(child.Id));
    }

    /// <summary>Those known, and those whom the agency lately matched: to them it may add, without reading back.</summary>
    public static IQueryable<Child> KnownOrMatchedBy(this IQueryable<Child> children, IndexDb db, CurrentPractitioner practitioner, DateTimeOffset now)
    {
        var known = db.ChildrenKnownTo(practitioner, now, KindsFor(practitioner.Role));
        var (agencyId, since) = (practitioner.AgencyId, now - MatchLasts);
        return children.Where(child => known.Contains(child.Id)
            || db.Matches.Any(match => match.ChildId == child.Id && match.AskedByAgencyId == agencyId && match.DecidedAt > since));
    }

    /// <summary>Matches are of the whole city: the authority that keeps its index settles them, and no other.</summary>
    public static IQueryable<ChildMatch> MatchesSettledBy(this IndexDb db, CurrentPractitioner practitioner, AuthorityOptions authority)
    {
        var isTheAuthority = authority.Has(practitioner.AgencyId);
        return db.Matches.Where(_ => isTheAuthority);
    }

    /// <summary>Whether a hidden address, school and household are shown: to the child's allocated social work agency only.</summary>
    public static async Task<bool> MayLocateAsync(
        this IndexDb db, Child child, CurrentPractitioner practitioner, DateTimeOffset now, CancellationToken cancellationToken) =>
        !child.LocationHidden || await db.Set<Relationship>().AnyAsync(
            row => row.ChildId == child.Id && row.AgencyId == practitioner.AgencyId && row.From <= now && (row.To == null || row.To > now)
                && (row.Kind == RelationshipKinds.Caseload || row.Kind == RelationshipKinds.DutyDesk),
            cancellationToken);

    private static string[] KindsFor(string role) => role switch
    {
        Roles.SchoolLead or Roles.SchoolOfficer or Roles.KeyAdult => School,
        Roles.DutyAndAdvice or Roles.OutOfHours or Roles.SocialWorkManager or Roles.SeniorManager => Desk,
        Roles.SocialWorker => [RelationshipKinds.ServiceEpisode, RelationshipKinds.Caseload],
        Roles.LeadPractitioner or Roles.ClusterManager => Practice,
        _ => [RelationshipKinds.ServiceEpisode],
    };
}
