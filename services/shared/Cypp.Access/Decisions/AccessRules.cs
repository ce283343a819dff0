namespace Cypp.Access.Decisions;

/// <summary>The decision, pure: no clock, no database, no request (security.md 2.2). Each step is a function of its own.</summary>
public static class AccessRules
{
    /// <summary>Whether somebody may try an operation at all, before anything is looked up.</summary>
    /// <param name="subject">Null: the token does not name who acts.</param>
    public static Decision Decide(CurrentPractitioner? subject, Policy action) =>
        subject is null ? Decision.Deny(DenyReasons.TokenIncomplete)
        : !IsRoleOfAgency(subject) || !action.Roles.Contains(subject.Role) ? Decision.Deny(DenyReasons.RoleNotAllowed)
        : Decision.Permit();

    private static bool IsRoleOfAgency(CurrentPractitioner subject) =>
        AccessMatrix.Roles.TryGetValue(subject.Role, out var role) && role.AgencyTypes.Contains(subject.AgencyType);
}
