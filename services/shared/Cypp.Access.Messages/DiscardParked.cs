using Cypp.Access.Audit;
using Cypp.Messaging;
using Cypp.Messaging.Data;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Access.Messages;

/// <summary>What can never be taken in is put away with a reason, when a second person has seen it too (MQ-9); the row stays.</summary>
internal static class DiscardParked
{
    /// <param name="ReasonCode">duplicate, forged, obsolete or test.</param>
    public sealed record Request(string ReasonCode);

    public sealed record Approval;

    private static readonly HashSet<string> Reasons = ["duplicate", "forged", "obsolete", "test"];
    private static readonly Error ReasonUnknown = new InvalidError("reason-unknown", "The reason is duplicate, forged, obsolete or test.", "reasonCode");
    private static readonly Error Settled = new ConflictError("parked-message-settled", "It is parked no longer, or about to be taken in.");
    private static readonly Error NotAsked = new ConflictError("discard-not-asked", "Nobody asked that it be discarded.");
    private static readonly Error SecondPersonNeeded = new ConflictError("second-person-needed", "Somebody else must approve this.");

    public static void Map<TDb>(IEndpointRouteBuilder group, Policy ask, Policy approve) where TDb : ServiceDb
    {
        group.MapPost("/messages/parked/{messageId:guid}/discard", (Guid messageId, Request request, CurrentPractitioner practitioner, HttpContext http, CancellationToken cancellationToken) =>
                SettleAsync(messageId, practitioner, ask, http.RequestServices.GetRequiredService<TDb>(), request.ReasonCode, row => Ask(row, practitioner, request.ReasonCode), cancellationToken))
            .Requires(ask).WithSummary("Ask that a parked message be discarded; a second person approves.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/messages/parked/{messageId:guid}/discard/approval", (Guid messageId, Approval request, CurrentPractitioner practitioner, TimeProvider clock, HttpContext http, CancellationToken cancellationToken) =>
                SettleAsync(messageId, practitioner, approve, http.RequestServices.GetRequiredService<TDb>(), null, row => Approve(row, practitioner, clock.GetUtcNow()), cancellationToken))
            .Requires(approve).WithSummary("Approve, as a second person, that a parked message is discarded.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SettleAsync(
        Guid messageId, CurrentPractitioner practitioner, Policy policy, ServiceDb db, string? reason, Func<ParkedMessage, Error?> change, CancellationToken cancellationToken)
    {
        await db.LockAsync($"parked/{messageId:n}", cancellationToken);
        if (await db.Parked.SingleOrDefaultAsync(row => row.MessageId == messageId, cancellationToken) is not { } row)
        {
            return new NotFoundError().ToProblem();
        }

        if (change(row) is { } error)
        {
            return error.ToProblem();
        }

        db.Audit(practitioner, policy, "message", messageId, null, detail: row.ReasonCode, reason: reason ?? row.DiscardReason);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static Error? Ask(ParkedMessage row, CurrentPractitioner practitioner, string reason)
    {
        var error = !Reasons.Contains(reason) ? ReasonUnknown : row.SettledAt is not null || row.ReplayAskedAt is not null ? Settled : null;
        if (error is not null)
        {
            return error;
        }

        (row.DiscardReason, row.DiscardAskedBy) = (reason, practitioner.PractitionerId);
        return null;
    }

    private static Error? Approve(ParkedMessage row, CurrentPractitioner practitioner, DateTimeOffset now)
    {
        var error = row.SettledAt is not null || row.ReplayAskedAt is not null ? Settled
            : row.DiscardAskedBy is null ? NotAsked
            : row.DiscardAskedBy == practitioner.PractitionerId ? SecondPersonNeeded
            : null;
        if (error is null)
        {
            (row.SettledAt, row.Settlement) = (now, Settlements.Discarded);
        }

        return error;
    }
}
