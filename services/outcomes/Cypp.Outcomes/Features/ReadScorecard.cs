using Cypp.Messaging;
using Cypp.Outcomes.Data;
using Cypp.Outcomes.Domain;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Outcomes.Features;

/// <summary>The published figures, for everybody: closed quarters only, suppressed.</summary>
internal static class ReadScorecard
{
    public sealed record Response(IReadOnlyList<Period> Periods, IReadOnlyList<IndicatorDefinition> Definitions, string Legend);

    public sealed record Period(string Quarter, DateOnly ClosedOn, IReadOnlyList<PublishedIndicator> Indicators);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/scorecard", HandleAsync)
        .AllowAnonymous()
        .WithName("Outcomes_ReadScorecard")
        .WithSummary("Published figures of closed quarters, by cluster and city.")
        .WithDescription("For everybody, without signing in. Suppressed values are marked c.");

    private static async Task<Ok<Response>> HandleAsync(OutcomesDb db, CancellationToken cancellationToken)
    {
        db.WorkAs(RowContext.Anyone);
        var closed = await db.Periods.AsNoTracking().OrderByDescending(one => one.Quarter).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response(
            [.. closed.Select(one => new Period(one.Quarter, ServiceKit.Time.BusinessClock.DayOf(one.ClosedAt), ClosePeriod.Read(one)))],
            IndicatorDefinition.All,
            "c: suppressed, so that nobody can be recognised; x: not available. Zero is zero."));
    }
}
