using Cypp.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Access.Operations;

/// <summary>
/// <c>/messages</c> of a service, for its operators: how many of each type it sent, what waits, and what is parked and
/// why. Types, numbers and codes; no payload, no key of a child.
/// </summary>
public static class MessageEndpoints
{
    private const int MostParked = 500;

    public sealed record Traffic(IReadOnlyList<TypeCount> Sent, int Waiting, int Held, int Parked);

    public sealed record TypeCount(string Type, int Count);

    public sealed record ParkedList(IReadOnlyList<ParkedItem> Items);

    public sealed record ParkedItem(Guid MessageId, string Type, string ReasonCode, DateTimeOffset ParkedAt);

    public static void MapMessages<TDb>(this IEndpointRouteBuilder group, string service) where TDb : ServiceDb
    {
        var read = AccessMatrix.Of($"{service}_ReadMessages");
        var parked = AccessMatrix.Of($"{service}_ReadParkedMessages");
        group.MapGet("/messages", (HttpContext http, CancellationToken cancellationToken) => ReadAsync(Db(http), cancellationToken))
            .Requires(read).WithSummary("How many messages of each type were sent, and how many wait, are held or are parked.");
        group.MapGet("/messages/parked", (HttpContext http, CancellationToken cancellationToken) => ReadParkedAsync(Db(http), cancellationToken))
            .Requires(parked).WithSummary("Messages that could not be taken in, with the reason.");

        static ServiceDb Db(HttpContext http) => http.RequestServices.GetRequiredService<TDb>();
    }

    private static async Task<Ok<Traffic>> ReadAsync(ServiceDb db, CancellationToken cancellationToken) => TypedResults.Ok(new Traffic(
        await db.Outbox.Where(row => row.SentAt != null).GroupBy(row => row.Type).OrderBy(group => group.Key)
            .Select(group => new TypeCount(group.Key, group.Count())).ToListAsync(cancellationToken),
        await db.Outbox.CountAsync(row => row.SentAt == null, cancellationToken),
        await db.Held.CountAsync(cancellationToken),
        await db.Parked.CountAsync(cancellationToken)));

    private static async Task<Ok<ParkedList>> ReadParkedAsync(ServiceDb db, CancellationToken cancellationToken) => TypedResults.Ok(new ParkedList(
        await db.Parked.OrderBy(row => row.MessageId).Take(MostParked)
            .Select(row => new ParkedItem(row.MessageId, row.Type, row.ReasonCode, row.ParkedAt)).ToListAsync(cancellationToken)));
}
