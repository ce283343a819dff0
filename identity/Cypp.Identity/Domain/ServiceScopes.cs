namespace Cypp.Identity.Domain;

/// <summary>
/// A scope is the name of a service: what a token may be used for at all. What its bearer may do there is decided by role
/// and relationship.
/// </summary>
internal static class ServiceScopes
{
    public static readonly IReadOnlyList<string> All = ["index", "early-help", "safeguarding", "learning", "health", "outcomes", "identity"];
}
