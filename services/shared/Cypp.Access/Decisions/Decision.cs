namespace Cypp.Access.Decisions;

/// <summary>What was decided, and by which rules. The first step that fails gives the reason; deny overrides.</summary>
/// <param name="Reason">Code of the step that failed; null where it is permitted.</param>
/// <param name="PolicyVersion">Wording of the policy that decided, as in the audit row.</param>
public sealed record Decision(bool Permitted, string? Reason, string PolicyVersion)
{
    public static Decision Permit(Policy action) => new(true, null, action.Version);

    public static Decision Deny(Policy action, string reason) => new(false, reason, action.Version);
}

/// <summary>Codes of why not; they stand in audit rows and, where the caller may know, in the answer.</summary>
public static class DenyReasons
{
    /// <summary>The token, although valid, does not say who acts, for which agency and in which role.</summary>
    public const string TokenIncomplete = "token-incomplete";

    /// <summary>The role may not do this, or is none of this type of agency, or of this authority.</summary>
    public const string RoleNotAllowed = "role-not-allowed";

    /// <summary>The service does not know all restrictions: 503, and it says nothing of any child.</summary>
    public const string RestrictionsBehind = "restrictions-behind";

    /// <summary>Nothing gives a reason to know this child now; to the caller the child is absent, as by the reasons below.</summary>
    public const string NoRelationship = "no-relationship";
    public const string NoAgreement = "no-sharing-agreement";
    public const string Sealed = "sealed";
    public const string ConflictOfInterest = "conflict-of-interest";
}
