namespace Cypp.Access.Decisions;

/// <summary>What was decided, and by which rules. The first step that fails gives the reason; deny overrides.</summary>
/// <param name="Reason">Code of the step that failed; null where it is permitted.</param>
/// <param name="PolicyVersion">Version of the access matrix.</param>
public sealed record Decision(bool Permitted, string? Reason, string PolicyVersion)
{
    public static Decision Permit() => new(true, null, AccessMatrix.Version);

    public static Decision Deny(string reason) => new(false, reason, AccessMatrix.Version);
}

/// <summary>Codes of why not; they stand in audit rows and, where the caller may know, in the answer.</summary>
public static class DenyReasons
{
    /// <summary>The token, although valid, does not say who acts, for which agency and in which role.</summary>
    public const string TokenIncomplete = "token-incomplete";

    /// <summary>The role may not do this, or is none of this type of agency.</summary>
    public const string RoleNotAllowed = "role-not-allowed";
}
