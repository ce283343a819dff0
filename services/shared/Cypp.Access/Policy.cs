using System.Security.Cryptography;
using Cypp.Access.Decisions;
using Cypp.Access.Sharing;
using Cypp.Audit;
using Cypp.Contracts;
using Cypp.Messaging;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Cypp.Access;

/// <summary>What an operation asks of its caller: a role, for a purpose. A relationship is asked for where data is loaded.</summary>
/// <param name="Name">Operation id, <c>Service_Verb</c>; it stands in the audit row.</param>
/// <param name="Reach">Whose rows PostgreSQL shows it (DB-1); the relationship that it asks for itself may be narrower.</param>
public sealed record Policy(string Name, string Purpose, ActionKind Kind, IReadOnlyList<string> Roles, Reach Reach = Reach.Related)
{
    /// <summary>Begins the hash of the policy's own words: the same as long as they say the same, on every replica.</summary>
    public string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Of(
    [
        new("name", Name), new("purpose", Purpose), new("roles", string.Join(' ', Roles.Order(StringComparer.Ordinal))),
        new("reach", Reach == Reach.Related ? null : Reach.ToString()),
    ])))[..16];

    /// <summary>Whether it may show something of a child: not what administers, nor what only takes in.</summary>
    public bool ShowsChildren { get; } = Purpose != Purposes.Administration && Reach != Reach.Intake;

    /// <summary>For what, and on which records, it is done.</summary>
    public DataUse Use { get; } = new(Purpose, RecordTypes.Of(Name), Kind == ActionKind.View);
}

public enum ActionKind
{
    View,

    /// <summary>By what somebody knows of a person: the answer may say that there is none.</summary>
    Search,
    Change,
}

public static class PolicyEndpoints
{
    /// <summary>
    /// Names the operation and lets only the policy's roles in: 403 before the body is read and before anything is
    /// looked up.
    /// </summary>
    public static RouteHandlerBuilder Requires(this RouteHandlerBuilder endpoint, Policy policy) => endpoint
        .WithName(policy.Name)
        .WithDescription($"For {string.Join(", ", policy.Roles)}. Purpose: {policy.Purpose}.")
        .WithMetadata(policy)
        .RequireAuthorization(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new OperationRequirement(policy)).Build())
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden);
}
