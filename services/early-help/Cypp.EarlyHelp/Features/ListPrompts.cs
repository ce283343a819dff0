using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Features;

internal static class ListPrompts
{
    private const int PageSize = 100;

    /// <param name="Next">Cursor of the next page; null on the last.</param>
    public sealed record Page(IReadOnlyList<PromptAccess.View> Items, Guid? Next);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/prompts", HandleAsync)
        .Requires(Policies.ListPrompts)
        .WithSummary("Open prompts of your school's pupils or of your cluster, oldest first.");

    private static async Task<Ok<Page>> HandleAsync(
        Guid? after, CurrentPractitioner practitioner, EarlyHelpDb db, BusinessClock clock, CancellationToken cancellationToken)
    {
        var prompts = await db.PromptsKnownTo(practitioner, clock.GetUtcNow())
            .Where(prompt => prompt.Status == PromptStatus.Open && (after == null || prompt.Id > after))
            .OrderBy(prompt => prompt.Id).Take(PageSize).ToListAsync(cancellationToken);
        prompts.ForEach(prompt => db.Audit(practitioner, Policies.ListPrompts, "prompt", prompt.Id, prompt.ChildId));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Page([.. prompts.Select(PromptAccess.Show)], prompts.Count == PageSize ? prompts[^1].Id : null));
    }
}
