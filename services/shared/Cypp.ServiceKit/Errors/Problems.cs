using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.ServiceKit.Errors;

/// <summary>Every error body of the platform: problem+json with a stable code and a trace id, whoever writes it.</summary>
public static class Problems
{
    public static IServiceCollection AddProblems(this IServiceCollection services) => services
        .AddExceptionHandler<UnexpectedFailures>()
        .AddSingleton<IProblemDetailsWriter, ProblemsForEveryone>()
        .AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            var problem = context.ProblemDetails;
            problem.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
            problem.Extensions.TryAdd("code", CodeOf(problem.Status ?? context.HttpContext.Response.StatusCode));
            if (problem is HttpValidationProblemDetails validation)
            {
                problem.Extensions["code"] = "invalid";
                problem.Extensions["field"] = JsonNamingPolicy.CamelCase.ConvertName(validation.Errors.Keys.FirstOrDefault() ?? "");
            }
        });

    /// <summary>The code of a status that nobody explained further.</summary>
    public static string CodeOf(int status) => status switch
    {
        400 => "malformed",
        401 => "unauthenticated",
        403 => "forbidden",
        404 => "not-found",
        405 => "method-not-allowed",
        408 => "timed-out",
        413 or 414 or 431 => "too-large",
        415 => "unsupported-media-type",
        421 => "misdirected",
        429 => "too-many-requests",
        > 400 and < 500 => "malformed",
        502 or 503 or 504 => "temporarily-unavailable",
        _ => "internal",
    };
}
