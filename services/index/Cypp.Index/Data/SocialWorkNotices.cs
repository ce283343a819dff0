using Cypp.Access;
using Cypp.Access.Inbox;
using Cypp.Access.Relationships;
using Cypp.Index.Domain;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Data;

internal static class SocialWorkNotices
{
    /// <summary>A match by an agency without a relationship is told to the child's social worker, where there is one.</summary>
    public static async Task TellSocialWorkerAsync(this IndexDb db, ChildMatch match, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var current = db.Set<Relationship>().Where(row => row.ChildId == match.ChildId && row.From <= now && (row.To == null || row.To > now));
        if (match.ChildId is null || await current.AnyAsync(row => row.AgencyId == match.AskedByAgencyId, cancellationToken))
        {
            return;
        }

        foreach (var caseload in await current.Where(row => row.Kind == RelationshipKinds.Caseload).ToListAsync(cancellationToken))
        {
            db.Tell(caseload.AgencyId, Roles.SocialWorker, "child-matched", match.Id, match.ChildId, now, caseload.PractitionerId);
        }
    }
}
