using Cypp.Access.Restrictions;
using Cypp.Contracts.Index;
using Cypp.Index.Domain;

namespace Cypp.Index.Data;

/// <summary>What the other services learn of a child: always the whole current state, so that the newest wins.</summary>
internal static class Announcements
{
    public static void AnnounceRecord(this IndexDb db, Child child, Guid sourceAgencyId, DateTimeOffset now) => db.Publish(
        new ChildRecordChanged(
            child.Id, child.FamilyId, child.NhsNumber, child.Upn, child.BirthDate, child.ExpectedBirthDate, child.ResidenceCluster,
            child.LocationHidden, now),
        key: child.Id, sourceAgencyId, child.RestrictionLevel);

    public static void AnnounceRelationships(this IndexDb db, Child child, Guid sourceAgencyId, DateTimeOffset now) => db.Publish(
        new ChildRelationshipsChanged(child.Id, child.FamilyId, [.. RelatedTo(child)], now),
        key: child.Id, sourceAgencyId, child.RestrictionLevel);

    /// <summary>To the index itself in this transaction, and to every other service.</summary>
    public static async Task AnnounceRestrictionAsync(
        this IndexDb db, Child child, IReadOnlyList<Guid> readers, Guid sourceAgencyId, DateTimeOffset now, TimeProvider system, CancellationToken cancellationToken)
    {
        // Of the system's clock: copies are compared by it, and business time may stand.
        var restricted = new ChildRestricted(child.Id, child.Sealed, readers, system.GetUtcNow());
        await db.TakeAsync(restricted, cancellationToken);
        db.Publish(restricted, key: child.Id, sourceAgencyId, child.RestrictionLevel);
        db.AnnounceRecord(child, sourceAgencyId, now);
    }

    /// <summary>An adult who must not be told is told of even where nobody has recorded how they are related.</summary>
    private static IEnumerable<RelatedAdult> RelatedTo(Child child)
    {
        var untold = child.NotToBeTold.Select(mark => mark.AdultId).ToHashSet();
        var related = child.Adults.Select(adult => adult.AdultId).ToHashSet();
        return child.Adults
            .Select(adult => new RelatedAdult(
                adult.AdultId, adult.Relationship, adult.HasParentalResponsibility, adult.SameHousehold, untold.Contains(adult.AdultId)))
            .Concat(untold.Where(id => !related.Contains(id)).Select(id => new RelatedAdult(id, "other", false, false, true)));
    }
}
