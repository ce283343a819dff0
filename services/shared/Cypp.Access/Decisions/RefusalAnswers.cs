using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace Cypp.Access.Decisions;

/// <summary>Answers a refusal as a problem with its code, instead of an empty 403.</summary>
internal sealed class RefusalAnswers : IAuthorizationMiddlewareResultHandler
{
    private const string RetryAfterSeconds = "2";

    private readonly AuthorizationMiddlewareResultHandler _framework = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        var reason = authorizeResult.AuthorizationFailure?.FailureReasons.FirstOrDefault()?.Message;
        if (reason == DenyReasons.RestrictionsBehind)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            return new UnavailableError(reason, "It is not certain that all restrictions are known here. Try again shortly; in an emergency ring the duty team.").ToProblem().ExecuteAsync(context);
        }

        return authorizeResult.Forbidden && reason is not null
            ? new ForbiddenError(reason, "Your role does not allow this operation.").ToProblem().ExecuteAsync(context)
            : _framework.HandleAsync(next, context, policy, authorizeResult);
    }
}
