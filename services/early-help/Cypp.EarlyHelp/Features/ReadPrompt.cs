using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.EarlyHelp.Data;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Features;

internal static class ReadPrompt
{
    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/prompts/{promptId:guid}", HandleAsync)
        .Requires(Policies.ReadPrompt)
        .WithSummary("Read a prompt.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<PromptAccess.View>, ProblemHttpResult>> HandleAsync(
        Guid promptId, CurrentPractitioner practitioner, EarlyHelpDb db, BusinessClock clock, HttpResponse response, CancellationToken cancellationToken)
    {
        var known = db.PromptsKnownTo(practitioner, clock.GetUtcNow());
        if (await known.SingleOrDefaultAsync(prompt => prompt.Id == promptId, cancellationToken) is not { } found)
        {
            return new NotFoundError().ToProblem();
        }

        db.Audit(practitioner, Policies.ReadPrompt, "prompt", found.Id, found.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(found);
        return TypedResults.Ok(PromptAccess.Show(found));
    }
}
