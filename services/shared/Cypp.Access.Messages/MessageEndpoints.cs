using Cypp.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Access.Messages;

/// <summary>
/// <c>/messages</c> of a service, for its operators: how many of each type it sent, what waits, and what is parked and
/// why. Types, numbers and codes; no payload, no key of a child.
/// </summary>
public static class MessageEndpoints
{
    public sealed record Traffic(IReadOnlyList<TypeCount> Sent, int Waiting, int Held, int Parked);

    public sealed record TypeCount(string Type, int Count);

    public static void MapMessages<TDb>(this IEndpointRouteBuilder group, string service) where TDb : ServiceDb
    {
        group.MapGet("/messages", (HttpContext http, CancellationToken cancellationToken) => ReadAsync(http.RequestServices.GetRequiredService<TDb>(), cancellationToken))
            .Requires(AccessMatrix.Of($"{service}_ReadMessages"))
            .WithSummary("How many messages of each type were sent, and how many wait, are held or are parked.");
        ListParked.Map<TDb>(group, AccessMatrix.Of($"{service}_ReadParkedMessages"));
        ReplayParked.Map<TDb>(group, AccessMatrix.Of($"{service}_ReplayParkedMessages"));
        Reconcile.Map<TDb>(group, AccessMatrix.Of($"{service}_ReconcileMessages"));
        DiscardParked.Map<TDb>(group, AccessMatrix.Of($"{service}_DiscardParkedMessage"), AccessMatrix.Of($"{service}_ApproveDiscard"));
    }

    private static async Task<Ok<Traffic>> ReadAsync(ServiceDb db, CancellationToken cancellationToken) => TypedResults.Ok(new Traffic(
        await db.Outbox.Where(row => row.SentAt != null).GroupBy(row => row.Type).OrderBy(group => group.Key)
            .Select(group => new TypeCount(group.Key, group.Count())).ToListAsync(cancellationToken),
        await db.Outbox.CountAsync(row => row.SentAt == null, cancellationToken),
        await db.Held.CountAsync(cancellationToken),
        await db.Parked.CountAsync(row => row.SettledAt == null, cancellationToken)));
}
