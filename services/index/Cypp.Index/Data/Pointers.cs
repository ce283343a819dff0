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
        await db.PointAsync(involvement, cancellationToken);
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

    /// <summary>Points to an involvement that gives nobody access by itself.</summary>
    public static async Task PointAsync(this IndexDb db, Involvement involvement, CancellationToken cancellationToken)
    {
        await db.HeardFromAsync(involvement.Service, cancellationToken);
        if (!await db.Involvements.AnyAsync(
            row => row.SourceId == involvement.SourceId && row.ChildId == involvement.ChildId && row.Kind == involvement.Kind
                && row.AgencyId == involvement.AgencyId && row.Until == null,
            cancellationToken))
        {
            db.Involvements.Add(involvement);
        }
    }

    public static async Task UnpointAsync(this IndexDb db, Guid sourceId, Guid childId, DateOnly on, CancellationToken cancellationToken)
    {
        foreach (var open in await db.Involvements.Where(row => row.SourceId == sourceId && row.ChildId == childId && row.Until == null).ToListAsync(cancellationToken))
        {
            await db.HeardFromAsync(open.Service, cancellationToken);
            open.Until = on;
        }
    }

    public static async Task EndAsync(
        this IndexDb db, Guid sourceId, Guid childId, string relationship, DateOnly on, DateTimeOffset accessUntil, CancellationToken cancellationToken)
    {
        await db.UnpointAsync(sourceId, childId, on, cancellationToken);
        foreach (var open in await db.Set<Relationship>()
            .Where(row => row.SourceId == sourceId && row.ChildId == childId && row.Kind == relationship && row.To == null).ToListAsync(cancellationToken))
        {
            open.End(accessUntil);
        }
    }
}
