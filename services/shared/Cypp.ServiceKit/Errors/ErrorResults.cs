using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.ServiceKit.Errors;

public static class ErrorResults
{
    /// <summary>RFC 9457 problem details with <c>code</c>, <c>traceId</c> and, where one is at fault, <c>field</c>.</summary>
    public static ProblemHttpResult ToProblem(this Error error)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = error.Code };
        if (error.Field is not null)
        {
            extensions["field"] = error.Field;
        }

        return TypedResults.Problem(title: error.Title, statusCode: StatusOf(error), extensions: extensions);
    }

    private static int StatusOf(Error error) => error switch
    {
        NotFoundError => StatusCodes.Status404NotFound,
        InvalidError => StatusCodes.Status400BadRequest,
        SignInError => StatusCodes.Status401Unauthorized,
        ForbiddenError => StatusCodes.Status403Forbidden,
        ConflictError => StatusCodes.Status409Conflict,
        UnprocessableError => StatusCodes.Status422UnprocessableEntity,
        StaleError => StatusCodes.Status412PreconditionFailed,
        PreconditionMissingError => StatusCodes.Status428PreconditionRequired,
        UnavailableError => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(error)),
    };
}
