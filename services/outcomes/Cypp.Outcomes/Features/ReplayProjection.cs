using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Messaging;
using Cypp.Outcomes.Data;
using Cypp.Outcomes.Domain;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Outcomes.Features;

/// <summary>Drops every fact and makes it again from the journal, in one transaction: the figures are the same.</summary>
internal static class ReplayProjection
{
    private const int Batch = 500;

    public sealed record Response(long Messages);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/projection/replay", HandleAsync)
        .Requires(Policies.ReplayProjection)
        .WithSummary("Drop the projection and make it again from the journal.");

    private static async Task<Ok<Response>> HandleAsync(CurrentPractitioner practitioner, OutcomesDb db, CancellationToken cancellationToken)
    {
        await db.HoldAsync(OutcomesDb.Journaling, beside: null, cancellationToken);
        await db.Residences.ExecuteDeleteAsync(cancellationToken);
        await db.Spans.ExecuteDeleteAsync(cancellationToken);
        await db.Assessments.ExecuteDeleteAsync(cancellationToken);
        await db.Attendance.ExecuteDeleteAsync(cancellationToken);
        var (last, messages) = (0L, 0L);
        while (await db.Journal.AsNoTracking().Where(entry => entry.Number > last).OrderBy(entry => entry.Number).Take(Batch).ToListAsync(cancellationToken) is { Count: > 0 } entries)
        {
            foreach (var entry in entries)
            {
                await Projection.ApplyAsync(db, MessageCatalogue.Find(entry.Type)!.Read(entry.Payload), cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                messages++;
            }

            last = entries[^1].Number;
            Forget(db);
        }

        db.Audit(practitioner, Policies.ReplayProjection, "projection", null, null);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(messages));
    }

    /// <summary>Facts already saved need no more watching: a long journal would slow every save.</summary>
    private static void Forget(OutcomesDb db)
    {
        foreach (var fact in db.ChangeTracker.Entries().Where(entry => entry.Entity is Residence or Span or CompletedAssessment or AttendanceToDate).ToList())
        {
            fact.State = EntityState.Detached;
        }
    }
}
