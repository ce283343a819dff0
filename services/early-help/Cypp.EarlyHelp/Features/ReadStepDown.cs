using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.EarlyHelp.Data;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Features;

internal static class ReadStepDown
{
    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/step-downs/{stepDownId:guid}", HandleAsync)
        .Requires(Policies.ReadStepDown)
        .WithSummary("Read a step-down.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<StepDownAccess.View>, ProblemHttpResult>> HandleAsync(
        Guid stepDownId, CurrentPractitioner practitioner, EarlyHelpDb db, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await db.StepDownsKnownTo(practitioner).SingleOrDefaultAsync(one => one.Id == stepDownId, cancellationToken) is not { } found)
        {
            return new NotFoundError().ToProblem();
        }

        db.Audit(practitioner, Policies.ReadStepDown, "step-down", found.Id, found.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(found);
        return TypedResults.Ok(StepDownAccess.Show(found));
    }
}
