using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Relationships;
using Cypp.EarlyHelp.Data;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

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

        var pupils = await db.ChildrenKnownTo(practitioner, now, RelationshipKinds.SchoolRoll).ToListAsync(cancellationToken);
        foreach (var member in found.Members)
        {
            db.Audit(practitioner, Policies.ReadCase, "early-help-case", found.Id, member.ChildId);
        }

        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(found);
        return TypedResults.Ok(ShowCase.To(found, practitioner, pupils.ToHashSet()));
    }
}
