using Cypp.Access;
using Cypp.Access.Inbox;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.FrontDoor;

namespace Cypp.Safeguarding.Features.ChildProtection;

internal static class SocialWorkerNotices
{
    /// <summary>Tells the allocated social worker; while there is none, the managers.</summary>
    public static void TellSocialWorker(this SafeguardingDb db, Referral referral, string kind, Guid subjectId, DateTimeOffset now) =>
        db.Tell(
            referral.AgencyId, referral.SocialWorkerId is null ? Roles.SocialWorkManager : Roles.SocialWorker, kind, subjectId, referral.ChildId, now, referral.SocialWorkerId);
}
