using Cypp.Access.Relationships;
using Cypp.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Cypp.Access.Audit;

/// <summary>Puts into each audit row of a request by which relationship its caller might know the child (AU-1), as the row is saved.</summary>
internal sealed class AuditedRelationships : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is ServiceDb { RowContext.Now: { } now } db)
        {
            await CompleteAsync(db, now, cancellationToken);
        }

        return result;
    }

    private static async Task CompleteAsync(ServiceDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var caller in db.Set<AuditRow>().Local.Where(row => row.ChildId is not null && db.Entry(row).State == EntityState.Added)
            .ToLookup(row => (row.AgencyId, row.PractitionerId)))
        {
            var children = caller.Select(row => row.ChildId!.Value).Distinct().ToList();
            var looking = db.Use is { Looking: true };
            var known = (await db.InForce(caller.Key.AgencyId, caller.Key.PractitionerId, now).AsNoTracking()
                .Where(relationship => children.Contains(relationship.ChildId) && (looking || relationship.Kind != RelationshipKinds.Override))
                .ToListAsync(cancellationToken)).ToLookup(relationship => relationship.ChildId);
            foreach (var row in caller)
            {
                var by = Nearest(known[row.ChildId!.Value]);
                (row.RelationshipKind, row.RelationshipSourceId) = (by?.Kind, by?.SourceId);
            }
        }
    }

    // An override first, although there be another: who reviews it sees all that was looked at under it.
    private static Relationship? Nearest(IEnumerable<Relationship> known) => known
        .OrderBy(relationship => relationship.Kind != RelationshipKinds.Override)
        .ThenBy(relationship => relationship.PractitionerId is null)
        .ThenByDescending(relationship => relationship.From)
        .ThenBy(relationship => relationship.Id)
        .FirstOrDefault();
}
