using Cypp.Access;
using Cypp.Access.Inbox;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.FrontDoor;

namespace Cypp.Safeguarding.Features.ChildProtection;

internal static class SocialWorkerNotices
{
    /// <summary>Tells the allocated social worker; while there is none, the managers.</summary>
    public static void TellSocialWorker(this SafeguardingDb db, Referral referral, string kind, Guid subjectId, DateTimeOffset now) =>
        db.Set<InboxItem>().Add(new InboxItem
        {
            Id = Guid.CreateVersion7(now),
            AgencyId = referral.AgencyId,
            Role = referral.SocialWorkerId is null ? Roles.SocialWorkManager : Roles.SocialWorker,
            PractitionerId = referral.SocialWorkerId,
            Kind = kind,
            ChildId = referral.ChildId,
            SubjectId = subjectId,
            CreatedAt = now,
        });
}
