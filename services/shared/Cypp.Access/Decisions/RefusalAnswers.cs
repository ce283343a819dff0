using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace Cypp.Access.Decisions;

/// <summary>Answers a refusal as a problem with its code, instead of an empty 403.</summary>
internal sealed class RefusalAnswers : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _framework = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        var reason = authorizeResult.AuthorizationFailure?.FailureReasons.FirstOrDefault()?.Message;
        return authorizeResult.Forbidden && reason is not null
            ? new ForbiddenError(reason, "Your role does not allow this operation.").ToProblem().ExecuteAsync(context)
            : _framework.HandleAsync(next, context, policy, authorizeResult);
    }
}
