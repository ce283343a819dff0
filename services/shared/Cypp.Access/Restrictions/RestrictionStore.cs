using Cypp.Contracts.Index;
using Cypp.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Access.Restrictions;

/// <summary>Takes in what the index tells of restrictions; the index itself in the transaction of its own change (AZ-1).</summary>
public static class RestrictionStore
{
    public static async Task TakeAsync(this ServiceDb db, ChildRestricted told, CancellationToken cancellationToken)
    {
        var known = await db.Set<SealedChild>().FindAsync([told.ChildId], cancellationToken)
            ?? db.Set<SealedChild>().Add(new SealedChild { ChildId = told.ChildId }).Entity;
        known.Take(told.Sealed, told.OccurredAt);
        var readers = await db.Set<NamedReader>().Where(reader => reader.ChildId == told.ChildId).ToListAsync(cancellationToken);
        db.RemoveRange(readers.Where(reader => !told.NamedReaderIds.Contains(reader.PractitionerId)));
        db.AddRange(told.NamedReaderIds.Distinct().Except(readers.Select(reader => reader.PractitionerId))
            .Select(reader => new NamedReader { ChildId = told.ChildId, PractitionerId = reader }));
    }

    public static async Task TakeAsync(this ServiceDb db, InterestDeclared told, CancellationToken cancellationToken)
    {
        if (await db.Set<ConflictOfInterest>().FindAsync([told.ChildId, told.PractitionerId], cancellationToken) is null)
        {
            db.Add(new ConflictOfInterest { ChildId = told.ChildId, PractitionerId = told.PractitionerId });
        }
    }

    public static async Task TakeAsync(this ServiceDb db, InterestWithdrawn told, CancellationToken cancellationToken)
    {
        if (await db.Set<ConflictOfInterest>().FindAsync([told.ChildId, told.PractitionerId], cancellationToken) is { } declared)
        {
            db.Remove(declared);
        }
    }
}
