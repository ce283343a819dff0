using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Cypp.ServiceKit.Errors;

/// <summary>
/// The one writer of problems, also to who would rather have HTML (GW-7). A refusal is on record before it leaves; one
/// that cannot be recorded is answered as a failure (AU-2).
/// </summary>
internal sealed class ProblemsForEveryone(IOptions<ProblemDetailsOptions> options) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => !context.HttpContext.Response.HasStarted;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        Complete(context);
        var http = context.HttpContext;
        if (context.ProblemDetails.Status is >= 400 and < 500 && http.RequestServices.GetService<IRefusalRecord>() is { } record
            && !await IsRecordedAsync(record, context))
        {
            context.ProblemDetails = new() { Status = http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable, Title = "Try again in a moment." };
            Complete(context);
        }

        await http.Response.WriteAsJsonAsync(context.ProblemDetails, context.ProblemDetails.GetType(), options: null, "application/problem+json", http.RequestAborted);
    }

    private void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        problem.Status ??= context.HttpContext.Response.StatusCode;
        problem.Title ??= ReasonPhrases.GetReasonPhrase(problem.Status.Value);
        problem.Type ??= "about:blank";
        options.Value.CustomizeProblemDetails?.Invoke(context);
    }

    private static async Task<bool> IsRecordedAsync(IRefusalRecord record, ProblemDetailsContext context)
    {
        try
        {
            await record.RecordAsync(context.HttpContext, context.ProblemDetails);
            return true;
        }
        catch (Exception failure) when (failure is DbUpdateException or System.Data.Common.DbException or InvalidOperationException)
        {
            return false;
        }
    }
}
