using Cypp.Access;
using Cypp.Access.Relationships;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Features;

/// <summary>How far one reader sees into one case.</summary>
/// <param name="Leads">Lead practitioner or cluster manager of the lead agency: the assessment and adults' factors too.</param>
/// <param name="Children">The children whose words and state the reader sees; a school's are its own pupils.</param>
/// <param name="HiddenAgencies">Of the team, those that would tell where a child with a hidden location goes to school.</param>
/// <param name="Plans">Open plans of social work, as flags.</param>
internal sealed record CaseSight(bool Leads, IReadOnlySet<Guid> Children, IReadOnlySet<Guid> HiddenAgencies, IReadOnlyList<KnownPlan> Plans)
{
    public static async Task<CaseSight> OfAsync(EarlyHelpDb db, EarlyHelpCase one, CurrentPractitioner reader, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var leads = one.LeadAgencyId == reader.AgencyId && reader.Role is (Roles.LeadPractitioner or Roles.ClusterManager);
        var members = one.Members.Select(member => member.ChildId).ToList();
        var known = leads
            ? members
            : await db.ChildrenKnownTo(reader, now, reader.AgencyType == "school"
                ? [RelationshipKinds.SchoolRoll]
                : [RelationshipKinds.TeamAroundTheFamily, RelationshipKinds.Caseload]).Where(child => members.Contains(child)).ToListAsync(cancellationToken);
        var plans = await db.KnownPlans.Where(plan => known.Contains(plan.ChildId) && plan.EndedOn == null).ToListAsync(cancellationToken);
        return new(leads, known.ToHashSet(), await HiddenAsync(db, members, reader, now, cancellationToken), plans);
    }

    /// <summary>Only the allocated social work sees a hidden location, and a school knows its own.</summary>
    private static async Task<IReadOnlySet<Guid>> HiddenAsync(
        EarlyHelpDb db, List<Guid> members, CurrentPractitioner reader, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var allocated = db.ChildrenKnownTo(reader, now, RelationshipKinds.Caseload);
        var hidden = db.KnownChildren.Where(child => child.LocationHidden && members.Contains(child.ChildId) && !allocated.Contains(child.ChildId)).Select(child => child.ChildId);
        var schools = await db.Set<Relationship>()
            .Where(relationship => relationship.Kind == RelationshipKinds.SchoolRoll && hidden.Contains(relationship.ChildId))
            .Select(relationship => relationship.AgencyId).ToListAsync(cancellationToken);
        return schools.Where(school => school != reader.AgencyId).ToHashSet();
    }
}
