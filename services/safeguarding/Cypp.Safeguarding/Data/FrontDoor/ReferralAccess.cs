using Cypp.Access;
using Cypp.Access.Relationships;
using Cypp.Safeguarding.Domain.FrontDoor;

namespace Cypp.Safeguarding.Data.FrontDoor;

/// <summary>
/// Referrals by relationship. The whole agency's rows are split by role: the duty desk sees a referral until its decision
/// and 30 days more (security.md 2.2), managers and seniors while it is theirs, a social worker what he holds and what
/// nobody has taken yet, a chair what he chairs. Each of these relationships has the referral as its source.
/// </summary>
internal static class ReferralAccess
{
    private static readonly TimeSpan Afterwards = TimeSpan.FromDays(30);

    public static IQueryable<Referral> ReferralsKnownTo(this SafeguardingDb db, CurrentPractitioner practitioner, DateTimeOffset now)
    {
        var known = db.SourcesKnownTo(practitioner, now, KindOf(practitioner.Role));
        if (practitioner.Role != Roles.SocialWorker)
        {
            return db.Referrals.Where(referral => known.Contains(referral.Id));
        }

        var ofTheAgency = db.SourcesKnownTo(practitioner, now, RelationshipKinds.Referral);
        return db.Referrals.Where(referral => known.Contains(referral.Id)
            || (ofTheAgency.Contains(referral.Id) && (referral.State == ReferralState.Received || referral.State == ReferralState.Acknowledged)));
    }

    public static async Task OpenToFrontDoorAsync(this SafeguardingDb db, Referral referral, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.BeginRelationshipAsync(Of(referral, RelationshipKinds.DutyDesk, null, now), cancellationToken);
        await db.BeginRelationshipAsync(Of(referral, RelationshipKinds.Referral, null, now), cancellationToken);
    }

    /// <summary>What joins after the decision is shown to the duty desk for a while again.</summary>
    public static void ShowToDutyDeskAgain(this SafeguardingDb db, Referral referral, DateTimeOffset now)
    {
        var again = Of(referral, RelationshipKinds.DutyDesk, null, now);
        again.End(now + Afterwards);
        db.Set<Relationship>().Add(again);
    }

    public static Task AllocateAsync(this SafeguardingDb db, Referral referral, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.BeginRelationshipAsync(Of(referral, RelationshipKinds.Caseload, referral.SocialWorkerId, now), cancellationToken);

    public static Task EndDutyDeskAsync(this SafeguardingDb db, Referral referral, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.EndRelationshipsAsync(referral.Id, RelationshipKinds.DutyDesk, now + Afterwards, cancellationToken);

    /// <summary>The referral is declined or closed: its caseload and its managers lose it after 30 days.</summary>
    public static async Task EndReferralAccessAsync(this SafeguardingDb db, Referral referral, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var kind in new[] { RelationshipKinds.DutyDesk, RelationshipKinds.Referral, RelationshipKinds.Caseload })
        {
            await db.EndRelationshipsAsync(referral.Id, kind, now + Afterwards, cancellationToken);
        }
    }

    private static Relationship Of(Referral referral, string kind, Guid? practitionerId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ChildId = referral.ChildId,
        AgencyId = referral.AgencyId,
        PractitionerId = practitionerId,
        Kind = kind,
        SourceId = referral.Id,
        From = now,
    };

    private static string KindOf(string role) => role switch
    {
        Roles.DutyAndAdvice or Roles.OutOfHours => RelationshipKinds.DutyDesk,
        Roles.ConferenceChair => RelationshipKinds.Conference,
        Roles.SocialWorkManager or Roles.SeniorManager => RelationshipKinds.Referral,
        _ => RelationshipKinds.Caseload,
    };
}
