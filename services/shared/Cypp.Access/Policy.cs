using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Cypp.Access;

/// <summary>What an operation asks of its caller: a role, for a purpose. A relationship is asked for where data is loaded.</summary>
/// <param name="Name">Operation id, <c>Service_Verb</c>; it stands in the audit row.</param>
public sealed record Policy(string Name, string Purpose, params IReadOnlyList<string> Roles);

public static class PolicyEndpoints
{
    /// <summary>
    /// Names the operation and lets only the policy's roles in: 403 after the shape is checked and before anything is
    /// looked up.
    /// </summary>
    public static RouteHandlerBuilder Requires(this RouteHandlerBuilder endpoint, Policy policy) => endpoint
        .WithName(policy.Name)
        .WithDescription($"For {string.Join(", ", policy.Roles)}. Purpose: {policy.Purpose}.")
        .WithMetadata(policy)
        .AddEndpointFilter(async (context, next) =>
            policy.Roles.Contains(CurrentPractitioner.From(context.HttpContext.User).Role)
                ? await next(context)
                : new ForbiddenError("role-not-allowed", "Your role does not allow this operation.").ToProblem())
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden);
}
