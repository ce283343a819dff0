using System.Text.Json;
using Cypp.Messaging.Consume;
using Cypp.Messaging.Dispatch;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Cypp.ServiceKit.Errors;

/// <summary>Turns what was thrown into a bare problem: no stack, no type name, no value that the caller sent.</summary>
internal sealed partial class UnexpectedFailures(IProblemDetailsService problems, ILogger<UnexpectedFailures> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (status, code, title) = exception switch
        {
            BadHttpRequestException { InnerException: JsonException } => (400, "malformed-json", "The body is not the JSON that this operation takes."),
            BadHttpRequestException bad => (bad.StatusCode, bad.StatusCode == 413 ? "too-large" : "malformed", "The request is malformed."),
            DbUpdateConcurrencyException => (412, "stale", "It was changed since you read it. Read it again."),
            // Not skipped, and not "our fault for good": without its audit row no operation happens (AU-2).
            DbUpdateException update when update.IsUnrecorded() =>
                (503, "audit-unavailable", "What you do cannot be put on record now, so it was not done. Try again later."),
            OutboxFullException => (503, "messages-waiting", "Too much waits to be passed on now; nothing was stored. Try again later."),
            _ when TransientFailure.Is(exception) => (503, "temporarily-unavailable", "Try again in a moment; nothing was stored."),
            _ => (500, "internal", "Something failed on our side; nothing was stored."),
        };
        if (status >= 500)
        {
            LogFailure(code, exception.GetType().Name, exception.StackTrace ?? "");
        }

        httpContext.Response.StatusCode = status;
        if (status == 503)
        {
            httpContext.Response.Headers.RetryAfter = "2";
        }

        var context = new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = { Status = status, Title = title } };
        context.ProblemDetails.Extensions["code"] = code;
        if (exception is BadHttpRequestException { InnerException: JsonException { Path: { Length: > 2 } path } } && BodyMembers.Knows(httpContext, path))
        {
            context.ProblemDetails.Extensions["field"] = path[2..];
        }

        await problems.WriteAsync(context);
        return true;
    }

    // The exception's message may hold a value of a person; its type and stack do not.
    [LoggerMessage(Level = LogLevel.Error, EventName = "RequestFailed", Message = "Request failed as {Code}: {Failure} {Stack}")]
    private partial void LogFailure(string code, string failure, string stack);
}
