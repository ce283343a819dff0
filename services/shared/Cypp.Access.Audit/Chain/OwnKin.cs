using Cypp.Access.Restrictions;
using Cypp.Contracts.Platform;
using Cypp.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Access.Audit.Chain;

/// <summary>
/// Tells of refusals that named one's own kin (security.md 2.2, step 8). It looks at rows as they are sealed, each once, and not
/// when the caller is answered: an answer that took longer would say that there is such a child.
/// </summary>
internal static class OwnKin
{
    /// <param name="key">Names the service: its messages are a stream of their own.</param>
    public static async Task TellAsync(ServiceDb db, IEnumerable<AuditRow> rows, Guid key, CancellationToken cancellationToken)
    {
        var refused = rows.Where(row => row.Decision == AuditRow.Deny && row.ResourceId is not null).ToList();
        if (refused.Count == 0)
        {
            return;
        }

        var people = refused.Select(row => row.PractitionerId).Distinct().ToList();
        var kin = await db.Set<ConflictOfInterest>().Where(own => people.Contains(own.PractitionerId)).ToListAsync(cancellationToken);
        foreach (var attempts in refused.Where(row => kin.Exists(own => (own.PractitionerId, own.ChildId) == (row.PractitionerId, row.ResourceId))).GroupBy(row => row.PractitionerId))
        {
            var first = attempts.MinBy(row => row.At)!;
            db.Publish(new OwnKinSought(first.PractitionerId, first.AgencyId, first.At), key, PlatformAgency.Id);
        }
    }
}
