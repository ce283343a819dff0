using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Features;

internal static class ReadChild
{
    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/children/{childId:guid}", HandleAsync)
        .Requires(Policies.ReadChild)
        .WithSummary("Read a child's index record, without a location that is hidden from you.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ShowChild.Response>, ProblemHttpResult>> HandleAsync(
        Guid childId, CurrentPractitioner practitioner, IndexDb db, BusinessClock clock, HttpResponse response, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await db.Children.AsNoTracking().KnownTo(db, practitioner, now).SingleOrDefaultAsync(row => row.Id == childId, cancellationToken) is not { } child)
        {
            return ChildErrors.NotFound.ToProblem();
        }

        var mayLocate = await db.MayLocateAsync(child, practitioner, now, cancellationToken);
        var today = clock.Today;
        var enrolments = await db.Enrolments.AsNoTracking().Where(row => row.ChildId == childId && row.EnrolledOn <= today && (row.LeftOn == null || row.LeftOn >= today))
            .OrderBy(row => row.EnrolledOn).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        db.Audit(practitioner, Policies.ReadChild, "child", child.Id, child.Id, sections: mayLocate ? "whole" : "without-location");
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(child);
        return TypedResults.Ok(ShowChild.To(child, enrolments, practitioner.Role, mayLocate));
    }
}
