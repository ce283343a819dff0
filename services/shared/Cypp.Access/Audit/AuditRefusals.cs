using Cypp.Messaging;
using Cypp.ServiceKit.Data;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Access.Audit;

/// <summary>
/// Every refusal of a caller who is known is on record before the answer leaves, in a transaction of its own: what the
/// operation itself had begun is not saved with it (AU-1, AU-2).
/// </summary>
internal sealed class AuditRefusals(TimeProvider clock) : IRefusalRecord
{
    public async Task RecordAsync(HttpContext http, ProblemDetails problem)
    {
        var endpoint = http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        // A flood is counted by the limiter; a row each would let one caller fill the trail.
        if (problem.Status == StatusCodes.Status429TooManyRequests
            || endpoint?.Metadata.GetMetadata<Policy>() is not { } policy
            || endpoint.Metadata.GetMetadata<IServiceDatabase>() is not { } database
            || CurrentPractitioner.TryFrom(http.User) is not { } caller)
        {
            return;
        }

        await database.ContextOf(http.RequestServices).LetGoAsync();
        await using var scope = http.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        var db = database.ContextOf(scope.ServiceProvider);
        db.WorkAs(RowContext.Request(Reach.Related, caller.AgencyId, caller.PractitionerId, clock.GetUtcNow()));
        var code = problem.Extensions.TryGetValue("code", out var stated) ? stated as string : null;
        db.Audit(caller, policy, "operation", AskedFor(http), childId: null, AuditRow.Deny, detail: code);
        await db.SaveChangesAsync(http.RequestAborted);
    }

    /// <summary>The id in the path, whether there is such a thing or not.</summary>
    private static Guid? AskedFor(HttpContext http)
    {
        var values = (http.Features.Get<IExceptionHandlerFeature>()?.RouteValues ?? http.Request.RouteValues).Values;
        return values.Select(value => Guid.TryParse(value as string, out var id) ? id : (Guid?)null).FirstOrDefault(id => id is not null);
    }
}
