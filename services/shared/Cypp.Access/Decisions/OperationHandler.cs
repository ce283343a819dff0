using Microsoft.AspNetCore.Authorization;

namespace Cypp.Access.Decisions;

/// <summary>That the caller's role may do what the operation does.</summary>
public sealed record OperationRequirement(Policy Policy) : IAuthorizationRequirement;

/// <summary>The one way from a request to the decision.</summary>
internal sealed class OperationHandler : AuthorizationHandler<OperationRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, OperationRequirement requirement)
    {
        var decision = AccessRules.Decide(CurrentPractitioner.TryFrom(context.User), requirement.Policy);
        if (decision.Permitted)
        {
            context.Succeed(requirement);
        }
        else
        {
            context.Fail(new AuthorizationFailureReason(this, decision.Reason!));
        }

        return Task.CompletedTask;
    }
}
