using Cypp.Access.Audit;
using Cypp.Messaging;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Access.Messages;

/// <summary>
/// An operator has parked messages taken in after all: one, all of a type, all of a time, or all of a type of a time (MQ-9).
/// The service does it within seconds, each once however often it is asked; what fails again is parked again.
/// </summary>
internal static class ReplayParked
{
    /// <param name="ParkedFrom">First moment of the time, RFC 3339.</param>
    /// <param name="ParkedTo">The moment after it.</param>
    public sealed record Request(Guid? MessageId = null, string? Type = null, DateTimeOffset? ParkedFrom = null, DateTimeOffset? ParkedTo = null);

    public sealed record Response(int Count);

    private static readonly Error NothingChosen = new InvalidError(
        "nothing-chosen", "Say which: messageId, type, or parkedFrom with parkedTo.", "messageId");

    public static void Map<TDb>(IEndpointRouteBuilder group, Policy policy) where TDb : ServiceDb => group
        .MapPost("/messages/parked/replay", (Request request, CurrentPractitioner practitioner, TimeProvider clock, HttpContext http, CancellationToken cancellationToken) =>
            HandleAsync(request, practitioner, policy, http.RequestServices.GetRequiredService<TDb>(), clock.GetUtcNow(), cancellationToken))
        .Requires(policy)
        .WithSummary("Have parked messages taken in after all: one, those of a type, or of a time.");

    private static async Task<Results<Accepted<Response>, ProblemHttpResult>> HandleAsync(
        Request request, CurrentPractitioner practitioner, Policy policy, ServiceDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (request is { MessageId: null, Type: null } && (request.ParkedFrom is null || request.ParkedTo is null))
        {
            return NothingChosen.ToProblem();
        }

        var chosen = db.Parked.Where(row => row.SettledAt == null && row.ReplayAskedAt == null);
        chosen = request.MessageId is { } id ? chosen.Where(row => row.MessageId == id) : chosen;
        chosen = request.Type is { } type ? chosen.Where(row => row.Type == type) : chosen;
        chosen = request.ParkedFrom is { } from ? chosen.Where(row => row.ParkedAt >= from) : chosen;
        chosen = request.ParkedTo is { } to ? chosen.Where(row => row.ParkedAt < to) : chosen;
        var rows = await chosen.ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            (row.ReplayAskedAt, row.ReplayAskedBy) = (now, practitioner.PractitionerId);
            db.Audit(practitioner, policy, "message", row.MessageId, null, detail: row.ReasonCode);
        }

        if (rows.Count == 0)
        {
            db.Audit(practitioner, policy, "message", request.MessageId, null, detail: "none");
        }

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Accepted((string?)null, new Response(rows.Count));
    }
}
