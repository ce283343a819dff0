using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Features;

internal static class ListStepDowns
{
    private const int PageSize = 100;

    /// <param name="Next">Cursor of the next page; null on the last.</param>
    public sealed record Page(IReadOnlyList<StepDownAccess.View> Items, Guid? Next);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/step-downs", HandleAsync)
        .Requires(Policies.ListStepDowns)
        .WithSummary("Step-downs that wait for your agency, oldest first.");

    private static async Task<Ok<Page>> HandleAsync(Guid? after, CurrentPractitioner practitioner, EarlyHelpDb db, CancellationToken cancellationToken)
    {
        var waiting = await db.StepDownsKnownTo(practitioner)
            .Where(one => one.Status == StepDownStatus.Received && (after == null || one.Id > after))
            .OrderBy(one => one.Id).Take(PageSize).ToListAsync(cancellationToken);
        waiting.ForEach(one => db.Audit(practitioner, Policies.ListStepDowns, "step-down", one.Id, one.ChildId));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Page([.. waiting.Select(StepDownAccess.Show)], waiting.Count == PageSize ? waiting[^1].Id : null));
    }
}
