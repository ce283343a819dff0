using Cypp.Access.Relationships;
using Cypp.Access.Sharing;

namespace Cypp.Access.Decisions;

/// <summary>
/// The decision, pure: no clock, no database, no request (security.md 2.2). Each step is a function of its own; the first
/// that fails is the reason. For lists the same steps stand as predicates: <see cref="RelationshipQueries"/> and
/// <see cref="Restrictions.RestrictionFilter"/>; a property test holds the two together.
/// </summary>
public static class AccessRules
{
    /// <summary>Whether somebody may try an operation at all, before anything is looked up.</summary>
    /// <param name="subject">Null: the token does not name who acts.</param>
    /// <param name="restrictionsWhole">Whether the service knows all restrictions.</param>
    public static Decision Decide(CurrentPractitioner? subject, Policy action, AuthorityOptions authority, bool restrictionsWhole = true) =>
        subject is null ? Decision.Deny(action, DenyReasons.TokenIncomplete)
        : !IsRoleOf(subject, authority) || !action.Roles.Contains(subject.Role) ? Decision.Deny(action, DenyReasons.RoleNotAllowed)
        : action.ShowsChildren && !restrictionsWhole ? Decision.Deny(action, DenyReasons.RestrictionsBehind)
        : Decision.Permit(action);

    /// <summary>Whether somebody may do it to this child now, by one of the kinds of relationship that the operation takes (none named: any).</summary>
    public static Decision Decide(
        CurrentPractitioner? subject, Policy action, AuthorityOptions authority, ChildFacts child, DateTimeOffset now, params IReadOnlyList<string> kinds) =>
        Decide(subject, action, authority) is { Permitted: false } refused ? refused
        : Current(child, subject!, action, now, kinds) is not { Count: > 0 } current ? Decision.Deny(action, DenyReasons.NoRelationship)
        : !current.Any(relationship => IsAgreed(relationship, child.Agreements, subject!, action, now)) ? Decision.Deny(action, DenyReasons.NoAgreement)
        : child.Sealed && !child.NamedReaders.Contains(subject!.PractitionerId) ? Decision.Deny(action, DenyReasons.Sealed)
        : child.Conflicted.Contains(subject!.PractitionerId) ? Decision.Deny(action, DenyReasons.ConflictOfInterest)
        : Decision.Permit(action);

    private static bool IsRoleOf(CurrentPractitioner subject, AuthorityOptions authority) =>
        AccessMatrix.IsRoleOf(subject.AgencyType, subject.Role) && (!AccessMatrix.Roles[subject.Role].OfAuthority || authority.Has(subject.AgencyId));

    private static List<Relationship> Current(ChildFacts child, CurrentPractitioner subject, Policy action, DateTimeOffset now, IReadOnlyList<string> kinds) =>
        [.. child.Relationships.Where(relationship => IsCurrent(relationship, subject, action, now, kinds))];

    private static bool IsAgreed(
        Relationship relationship, IReadOnlyList<SharingRule> agreements, CurrentPractitioner subject, Policy action, DateTimeOffset now) =>
        relationship.RecordsOfAgencyId is not { } source || source == subject.AgencyId
        || SharingRules.Allow(agreements.Where(rule => rule.AgencyId == source), SharingQuestion.Of(subject, action.Use, now));

    private static bool IsCurrent(Relationship relationship, CurrentPractitioner subject, Policy action, DateTimeOffset now, IReadOnlyList<string> kinds) =>
        relationship.AgencyId == subject.AgencyId
        && (relationship.PractitionerId is null || relationship.PractitionerId == subject.PractitionerId)
        && relationship.From <= now && (relationship.To is null || relationship.To > now)
        && (relationship.Kind == RelationshipKinds.Override ? action.Use.Looking : kinds.Count == 0 || kinds.Contains(relationship.Kind));
}
