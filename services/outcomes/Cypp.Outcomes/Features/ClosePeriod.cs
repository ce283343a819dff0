using System.Text.Json;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Outcomes.Data;
using Cypp.Outcomes.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Outcomes.Features;

/// <summary>A named role closes a quarter that is over: its figures are made, suppressed and kept as they are for good.</summary>
internal static class ClosePeriod
{
    private static readonly Error Unknown = new InvalidError("quarter-malformed", "A quarter is written 2015-Q4.", "quarter");
    private static readonly Error NotOver = new ConflictError("quarter-not-over", "The quarter is not over yet.");
    private static readonly Error AlreadyClosed = new ConflictError("quarter-already-closed", "The quarter is closed; what is published does not change.");
    private static readonly Error OutOfOrder = new ConflictError("later-quarter-closed", "A later quarter is closed already: quarters close in order.");

    public sealed record Response(string Quarter, DateTimeOffset ClosedAt);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/periods/{quarter}/closure", HandleAsync)
        .Requires(Policies.ClosePeriod)
        .WithSummary("Close a quarter and publish its figures.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        string quarter, CurrentPractitioner practitioner, OutcomesDb db, BusinessClock clock, CancellationToken cancellationToken)
    {
        if (Quarter.Parse(quarter) is not { } period)
        {
            return Unknown.ToProblem();
        }

        var closed = await db.Periods.AsNoTracking().ToListAsync(cancellationToken);
        var last = closed.MaxBy(one => one.Quarter, StringComparer.Ordinal);
        var why = period.End >= clock.Today ? NotOver
            : closed.Any(one => one.Quarter == quarter) ? AlreadyClosed
            : last is not null && string.CompareOrdinal(last.Quarter, quarter) > 0 ? OutOfOrder : null;
        if (why is not null)
        {
            return why.ToProblem();
        }

        var figures = await QuarterFigures.MakeAsync(db, period, last is null ? [] : Read(last), cancellationToken);
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
