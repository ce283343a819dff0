using System.Text.Json;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Outcomes.Data;
using Cypp.Outcomes.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cypp.Outcomes.Features;

/// <summary>A named role closes a quarter that is over: its figures are made, suppressed and kept as they are for good.</summary>
internal static class ClosePeriod
{
    public sealed record Response(string Quarter, DateTimeOffset ClosedAt);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/periods/{quarter}/closure", HandleAsync)
        .Requires(Policies.ClosePeriod)
        .WithSummary("Close a quarter and publish its figures.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        string quarter, CurrentPractitioner practitioner, OutcomesDb db, BusinessClock clock, IOptions<OutcomesOptions> options,
        CancellationToken cancellationToken)
    {
        if (Quarter.Parse(quarter) is not { } period)
        {
            return PeriodErrors.Malformed.ToProblem();
        }

        // One closing at a time, and none beside a replay: each must see all that is published, and whole facts.
        await db.HoldAsync(OutcomesDb.Journaling, beside: null, cancellationToken);
        var closed = await db.Periods.AsNoTracking().ToListAsync(cancellationToken);
        Error? why = period.End >= clock.Today ? PeriodErrors.NotOver
            : closed.Any(one => one.Quarter == quarter) ? PeriodErrors.AlreadyClosed
            : closed.Any(one => string.CompareOrdinal(one.Quarter, quarter) > 0) ? PeriodErrors.OutOfOrder : null;
        if (why is not null)
        {
            return why.ToProblem();
        }

        var figures = await QuarterFigures.MakeAsync(
            db, period, [.. closed.OrderBy(one => one.Quarter, StringComparer.Ordinal).SelectMany(Read)], options.Value.Under18Population, cancellationToken);
        var made = new ClosedPeriod
        {
            Quarter = quarter,
            ClosedAt = clock.GetUtcNow(),
            ClosedBy = practitioner.PractitionerId,
            Figures = JsonSerializer.Serialize(figures, JsonSerializerOptions.Web),
        };
        db.Periods.Add(made);
        db.Audit(practitioner, Policies.ClosePeriod, "period", null, null, detail: quarter);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created("/outcomes/v1/scorecard", new Response(made.Quarter, made.ClosedAt));
    }

    public static IReadOnlyList<PublishedIndicator> Read(ClosedPeriod period) =>
        JsonSerializer.Deserialize<IReadOnlyList<PublishedIndicator>>(period.Figures, JsonSerializerOptions.Web)!;
}
