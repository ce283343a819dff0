using Cypp.Messaging;
using Cypp.Messaging.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Access.Messages;

/// <summary>What could not be taken in and is not settled: reasons and numbers, no payload (MQ-9).</summary>
internal static class ListParked
{
    private const int Most = 500;

    public sealed record ParkedList(IReadOnlyList<ParkedItem> Items);

    /// <param name="LaterTakenIn">How many later messages of its stream had their effect; a replay comes after them.</param>
    /// <param name="ReplayAsked">It is about to be taken in.</param>
    /// <param name="DiscardAskedBy">Who would discard it; another person decides.</param>
    public sealed record ParkedItem(
        Guid MessageId, string Type, string ReasonCode, DateTimeOffset ParkedAt, long LaterTakenIn, bool ReplayAsked, string? DiscardReason, Guid? DiscardAskedBy);

    public static void Map<TDb>(IEndpointRouteBuilder group, Policy policy) where TDb : ServiceDb => group
        .MapGet("/messages/parked", (HttpContext http, CancellationToken cancellationToken) => HandleAsync(http.RequestServices.GetRequiredService<TDb>(), cancellationToken))
        .Requires(policy)
        .WithSummary("Messages that could not be taken in, with the reason.");

    private static async Task<Ok<ParkedList>> HandleAsync(ServiceDb db, CancellationToken cancellationToken) => TypedResults.Ok(new ParkedList(
        await db.Parked.Where(row => row.SettledAt == null).OrderBy(row => row.MessageId).Take(Most)
            .Select(row => new ParkedItem(
                row.MessageId, row.Type, row.ReasonCode, row.ParkedAt,
                db.Set<StreamPosition>().Where(position => position.Stream == row.Stream && position.Sequence > row.Sequence).Sum(position => position.Sequence - row.Sequence),
                row.ReplayAskedAt != null, row.DiscardReason, row.DiscardAskedBy))
            .ToListAsync(cancellationToken)));
}
