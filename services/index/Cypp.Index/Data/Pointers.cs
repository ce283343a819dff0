using Cypp.Access.Relationships;
using Cypp.Index.Domain;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Data;

/// <summary>Who is involved, and so who may know: both begin and end with the same event.</summary>
internal static class Pointers
{
    public static async Task BeginAsync(
        this IndexDb db, Involvement involvement, string relationship, Guid? practitionerId, DateTimeOffset from, CancellationToken cancellationToken)
    {
        if (!await db.Involvements.AnyAsync(
            row => row.SourceId == involvement.SourceId && row.ChildId == involvement.ChildId && row.Kind == involvement.Kind && row.Until == null, cancellationToken))
        {
            db.Involvements.Add(involvement);
        }

        await db.BeginRelationshipAsync(
            new Relationship
            {
                Id = Guid.CreateVersion7(from),
                ChildId = involvement.ChildId,
                AgencyId = involvement.AgencyId,
                PractitionerId = practitionerId,
                Kind = relationship,
                SourceId = involvement.SourceId,
                From = from,
            },
            cancellationToken);
    }

    public static async Task EndAsync(
        this IndexDb db, Guid sourceId, Guid childId, string relationship, DateOnly on, DateTimeOffset accessUntil, CancellationToken cancellationToken)
    {
        foreach (var open in await db.Involvements.Where(row => row.SourceId == sourceId && row.ChildId == childId && row.Until == null).ToListAsync(cancellationToken))
        {
            open.Until = on;
        }

        foreach (var open in await db.Set<Relationship>()
            .Where(row => row.SourceId == sourceId && row.ChildId == childId && row.Kind == relationship && row.To == null).ToListAsync(cancellationToken))
        {
            open.End(accessUntil);
        }
    }
}
