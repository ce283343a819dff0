using Cypp.Access.Audit;
using Cypp.Contracts.Messaging;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Access.Messages;

/// <summary>
/// After a broker lost its disk, or a database was put back to an older state: every service tells how far it has come, and
/// each asks for what it lacks (MQ-13). It may be asked at any service and at any time; what has come has no second effect.
/// </summary>
internal static class Reconcile
{
    public sealed record Request;

    public static void Map<TDb>(IEndpointRouteBuilder group, Policy policy) where TDb : ServiceDb => group
        .MapPost("/messages/reconciliation", (Request request, CurrentPractitioner practitioner, TimeProvider clock, HttpContext http, CancellationToken cancellationToken) =>
            HandleAsync(practitioner, policy, http.RequestServices.GetRequiredService<ConsumerPipeline<TDb>>().Service, http.RequestServices.GetRequiredService<TDb>(), clock.GetUtcNow(), cancellationToken))
        .Requires(policy)
        .WithSummary("Have every service compare what was sent with what was taken in, and send again what is lacking.");

    private static async Task<Accepted> HandleAsync(
        CurrentPractitioner practitioner, Policy policy, string service, ServiceDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        db.Publish(new HeadsAsked(service), Guid.CreateVersion7(now), PlatformAgency.Id);
        db.Audit(practitioner, policy, "message", null, null);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Accepted((string?)null);
    }
}
