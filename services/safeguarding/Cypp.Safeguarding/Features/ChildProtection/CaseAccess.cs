using Cypp.Access;
using Cypp.Access.Relationships;
using Cypp.Messaging;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Data.FrontDoor;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.ChildProtection;

/// <summary>Whose case it is: the allocated social worker's own, and their managers' by the agency's desk; nobody else's.</summary>
internal static class CaseAccess
{
    /// <summary>Ids of referrals that the caller works on now.</summary>
    public static IQueryable<Guid> ReferralsWorkedOnBy(this SafeguardingDb db, CurrentPractitioner practitioner, DateTimeOffset now) =>
        db.ReferralsKnownTo(practitioner, now).Select(referral => referral.Id);

    /// <summary>The referral, when it is open with a named social worker and unchanged since the caller read it; else why not.</summary>
    public static async Task<(Referral? Referral, Error? Error)> ReferralToWorkOnAsync(
        this SafeguardingDb db, CurrentPractitioner practitioner, Guid referralId, IfMatch ifMatch, DateTimeOffset now,
        CancellationToken cancellationToken, bool emergency = false)
    {
        var referral = await db.ReferralsKnownTo(practitioner, now).SingleOrDefaultAsync(one => one.Id == referralId, cancellationToken);
        var error = referral is null ? new NotFoundError() : ifMatch.Fails(referral) ?? (emergency ? referral.UseEmergencyPower() : referral.Work());
        return error is null ? (referral, null) : (null, error);
    }

    /// <param name="recordsOf">The agency that works the case.</param>
    public static Task BeginAsync(
        this ServiceDb db, string kind, Guid recordsOf, Guid childId, Guid agencyId, Guid? practitionerId, Guid sourceId, DateTimeOffset now,
        CancellationToken cancellationToken) => db.BeginRelationshipAsync(
            new Relationship
            {
                Id = Guid.CreateVersion7(now),
                Kind = kind,
                ChildId = childId,
                AgencyId = agencyId,
                RecordsOfAgencyId = recordsOf,
                PractitionerId = practitionerId,
                SourceId = sourceId,
                From = now,
            },
            cancellationToken);

    /// <summary>Ends what a stage of the child's case had begun, whichever meeting or plan it came from.</summary>
    public static async Task EndForChildAsync(
        this ServiceDb db, Guid childId, DateTimeOffset at, CancellationToken cancellationToken, params string[] kinds)
    {
        var open = await db.Set<Relationship>()
            .Where(one => one.ChildId == childId && one.To == null && kinds.Contains(one.Kind)).ToListAsync(cancellationToken);
        open.ForEach(one => one.End(at));
    }

    /// <summary>The one plan that a child may have open.</summary>
    public static Task<Plan?> OpenPlanAsync(this ServiceDb db, Guid childId, CancellationToken cancellationToken) =>
        db.Set<Plan>().SingleOrDefaultAsync(plan => plan.ChildId == childId && plan.EndedOn == null, cancellationToken);

    public static async Task<bool> IsNotToBeToldAsync(
        this SafeguardingDb db, Guid childId, Guid adultId, CancellationToken cancellationToken) =>
        (await db.FamilyOfAsync(childId, cancellationToken)).Any(adult => adult.AdultId == adultId && adult.NotToBeTold);

    /// <summary>Publishes with the child's restriction level, so that no consumer shows where a hidden child is.</summary>
    public static async Task PublishAboutChildAsync(
        this SafeguardingDb db, object message, Guid childId, Guid sourceAgencyId, CancellationToken cancellationToken)
    {
        var hidden = await db.KnownChildren.AnyAsync(child => child.ChildId == childId && child.LocationHidden, cancellationToken);
        db.Publish(message, childId, sourceAgencyId, hidden ? 1 : 0);
    }

    /// <summary>As a worker on its referral or, for the authority's coordinators, until it is held.</summary>
    public static Task<FamilyGroupConference?> FamilyGroupConferenceAsync(
        this SafeguardingDb db, CurrentPractitioner practitioner, Guid conferenceId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var working = db.ReferralsWorkedOnBy(practitioner, now);
        var coordinated = practitioner.Role == Roles.FamilyGroupConferenceCoordinator
            ? db.SourcesKnownTo(practitioner, now, RelationshipKinds.ServiceEpisode)
            : working;
        return db.Set<FamilyGroupConference>().SingleOrDefaultAsync(
            one => one.Id == conferenceId && (working.Contains(one.ReferralId) || coordinated.Contains(one.Id)), cancellationToken);
    }
}
