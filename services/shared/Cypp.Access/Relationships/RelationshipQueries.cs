using Cypp.Access.Sharing;
using Cypp.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Access.Relationships;

/// <summary>The one predicate of who may know whom: a list or a look-up starts from it, and what it leaves out is as if absent.</summary>
public static class RelationshipQueries
{
    /// <summary>Ids of the children whom the caller may know now by one of the kinds (any kind when none is named).</summary>
    public static IQueryable<Guid> ChildrenKnownTo(
        this ServiceDb db, CurrentPractitioner practitioner, DateTimeOffset now, params string[] kinds) =>
        db.Current(practitioner, now, kinds).Select(relationship => relationship.ChildId);

    /// <summary>Ids of the cases, plans or referrals by which the caller has a relationship now.</summary>
    public static IQueryable<Guid> SourcesKnownTo(
        this ServiceDb db, CurrentPractitioner practitioner, DateTimeOffset now, params string[] kinds) =>
        db.Current(practitioner, now, kinds).Select(relationship => relationship.SourceId);

    /// <summary>Begins a relationship unless the same one is there already.</summary>
    public static async Task BeginRelationshipAsync(this ServiceDb db, Relationship relationship, CancellationToken cancellationToken)
    {
        var set = db.Set<Relationship>();
        bool Same(Relationship other) => other.ChildId == relationship.ChildId && other.AgencyId == relationship.AgencyId
            && other.PractitionerId == relationship.PractitionerId && other.Kind == relationship.Kind
            && other.SourceId == relationship.SourceId && other.To == null;
        var there = set.Local.Any(Same) || await set.AnyAsync(
            other => other.ChildId == relationship.ChildId && other.AgencyId == relationship.AgencyId
                && other.PractitionerId == relationship.PractitionerId && other.Kind == relationship.Kind
                && other.SourceId == relationship.SourceId && other.To == null,
            cancellationToken);
        if (!there)
        {
            set.Add(relationship);
        }
    }

    /// <summary>Ends what one case, plan or referral began.</summary>
    public static async Task EndRelationshipsAsync(
        this ServiceDb db, Guid sourceId, string kind, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var open = await db.Set<Relationship>()
            .Where(relationship => relationship.SourceId == sourceId && relationship.Kind == kind && relationship.To == null)
            .ToListAsync(cancellationToken);
        open.ForEach(relationship => relationship.End(at));
    }

    private static IQueryable<Relationship> Current(
        this ServiceDb db, CurrentPractitioner practitioner, DateTimeOffset now, string[] kinds)
    {
        var agencyId = practitioner.AgencyId;
        var looking = db.Use is { Looking: true };
        var sharing = db.AgenciesThatShare(SharingQuestion.Of(practitioner, db.Use, now));
        return db.InForce(agencyId, practitioner.PractitionerId, now).Where(relationship =>
            (relationship.RecordsOfAgencyId == null || relationship.RecordsOfAgencyId == agencyId || sharing.Any(source => source == relationship.RecordsOfAgencyId))
            && (relationship.Kind == RelationshipKinds.Override ? looking : kinds.Length == 0 || kinds.Contains(relationship.Kind)));
    }

    /// <summary>Every relationship of an agency, or of one person in it, at a moment.</summary>
    internal static IQueryable<Relationship> InForce(this ServiceDb db, Guid agencyId, Guid practitionerId, DateTimeOffset at) =>
        db.Set<Relationship>().Where(relationship =>
            relationship.AgencyId == agencyId
            && (relationship.PractitionerId == null || relationship.PractitionerId == practitionerId)
            && relationship.From <= at && (relationship.To == null || relationship.To > at));
}
