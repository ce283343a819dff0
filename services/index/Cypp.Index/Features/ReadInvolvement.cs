using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Features;

/// <summary>Who is involved: service, agency, kind, since. What is not listed is not known here, which is not "nobody".</summary>
internal static class ReadInvolvement
{
    /// <param name="AsOf">Until when every publishing service has been heard from; null while one never has.</param>
    public sealed record Response(IReadOnlyList<Item> Items, DateTimeOffset? AsOf);

    public sealed record Item(string Service, Guid AgencyId, string Kind, DateOnly Since);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/children/{childId:guid}/involvement", HandleAsync)
        .Requires(Policies.ReadInvolvement)
        .WithSummary("Which services and agencies are involved with a child.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid childId, CurrentPractitioner practitioner, IndexDb db, BusinessClock clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await db.Children.KnownTo(db, practitioner, now).SingleOrDefaultAsync(row => row.Id == childId, cancellationToken) is not { } child)
        {
            return ChildErrors.NotFound.ToProblem();
        }

        var mayLocate = await db.MayLocateAsync(child, practitioner, now, cancellationToken);
        var rows = await db.Involvements.Where(row => row.ChildId == childId && row.Until == null && (mayLocate || row.Kind != "school"))
            .OrderBy(row => row.Since).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        rows = await db.ToldToAsync(practitioner, rows, now, cancellationToken);
        var coveredUntil = await db.CoveredUntilAsync(cancellationToken);
        db.Audit(practitioner, Policies.ReadInvolvement, "involvement", child.Id, child.Id);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response([.. rows.Select(row => new Item(row.Service, row.AgencyId, row.Kind, row.Since))], coveredUntil));
    }
}
