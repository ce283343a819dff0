using Cypp.Access;
using Cypp.Access.Relationships;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.ChildProtection;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.ChildProtection;

/// <summary>Who may know a conference, and which of its children.</summary>
internal static class ConferenceAccess
{
    /// <summary>Through the conference itself (chair, members), or as a worker on one of its referrals.</summary>
    public static Task<Conference?> ConferenceAsync(
        this SafeguardingDb db, CurrentPractitioner practitioner, Guid conferenceId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var member = db.SourcesKnownTo(practitioner, now, RelationshipKinds.Conference);
        var working = db.ReferralsWorkedOnBy(practitioner, now);
        return db.Set<Conference>().SingleOrDefaultAsync(
            one => one.Id == conferenceId && (member.Contains(one.Id) || one.Children.Any(child => working.Contains(child.ReferralId))),
            cancellationToken);
    }

    public static async Task<HashSet<Guid>> ChildrenOfAsync(
        SafeguardingDb db, CurrentPractitioner practitioner, Conference conference, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var working = await db.ReferralsWorkedOnBy(practitioner, now).ToListAsync(cancellationToken);
        var (agencyId, practitionerId, conferenceId) = (practitioner.AgencyId, practitioner.PractitionerId, conference.Id);
        var member = await db.Set<Relationship>()
            .Where(one => one.SourceId == conferenceId && one.Kind == RelationshipKinds.Conference && one.AgencyId == agencyId
                && (one.PractitionerId == null || one.PractitionerId == practitionerId) && one.From <= now && (one.To == null || one.To > now))
            .Select(one => one.ChildId).ToListAsync(cancellationToken);
        return [.. conference.Children.Where(child => working.Contains(child.ReferralId) || member.Contains(child.ChildId)).Select(child => child.ChildId)];
    }
}
