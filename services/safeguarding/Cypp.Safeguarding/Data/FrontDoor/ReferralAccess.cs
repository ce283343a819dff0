using Cypp.Access;
using Cypp.Access.Relationships;
using Cypp.Safeguarding.Domain.FrontDoor;

namespace Cypp.Safeguarding.Data.FrontDoor;

/// <summary>
/// Referrals by relationship. The whole agency's rows are split by role: the duty desk sees a referral until its decision
/// and 30 days more, managers while it is theirs, a social worker only what he holds, a chair what he chairs.
/// Each of these relationships has the referral as its source.
/// </summary>
internal static class ReferralAccess
{
    public static IQueryable<Referral> ReferralsKnownTo(this SafeguardingDb db, CurrentPractitioner practitioner, DateTimeOffset now)
    {
        var known = db.SourcesKnownTo(practitioner, now, KindOf(practitioner.Role));
        return db.Referrals.Where(referral => known.Contains(referral.Id));
    }

    private static string KindOf(string role) => role switch
    {
        Roles.DutyAndAdvice or Roles.OutOfHours => RelationshipKinds.DutyDesk,
        Roles.ConferenceChair => RelationshipKinds.Conference,
        Roles.SocialWorkManager or Roles.SeniorManager => RelationshipKinds.Referral,
        _ => RelationshipKinds.Caseload,
    };
}
