using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.EarlyHelp.Data;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.EarlyHelp.Features;

internal static class ReadCase
{
    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/cases/{caseId:guid}", HandleAsync)
        .Requires(Policies.ReadCase)
        .WithSummary("Read a case, as far as you may.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ShowCase.Response>, ProblemHttpResult>> HandleAsync(
        Guid caseId, CurrentPractitioner practitioner, EarlyHelpDb db, BusinessClock clock, HttpResponse response, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await db.FindCaseAsync(caseId, practitioner, now, cancellationToken) is not { } found)
        {
            return new NotFoundError().ToProblem();
        }

        // The trail of a child says who saw this child, not who saw the sibling.
        var sight = await CaseSight.OfAsync(db, found, practitioner, now, cancellationToken);
        foreach (var childId in sight.Children.Select(child => (Guid?)child).DefaultIfEmpty())
        {
            db.Audit(practitioner, Policies.ReadCase, "early-help-case", found.Id, childId);
        }

        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(found);
        return TypedResults.Ok(ShowCase.To(found, sight));
    }
}
