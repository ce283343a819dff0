using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Features;

internal static class ReadAdults
{
    public sealed record Response(IReadOnlyList<Item> Items);

    /// <param name="SameHousehold">Null where the location is hidden from the reader.</param>
    public sealed record Item(
        Guid AdultId, string GivenName, string FamilyName, string Relationship, bool HasParentalResponsibility, bool? SameHousehold, bool NotToBeTold);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/children/{childId:guid}/adults", HandleAsync)
        .Requires(Policies.ReadAdults)
        .WithSummary("The adults around a child, who holds parental responsibility, and who must not be told.")
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
        var untold = child.NotToBeTold.Select(mark => mark.AdultId).ToHashSet();
        var ids = child.Adults.Select(adult => adult.AdultId).Union(untold).ToList();
        var names = await db.Adults.Where(adult => ids.Contains(adult.Id)).OrderBy(adult => adult.Id).ToListAsync(cancellationToken);
        var items = names.Select(adult => (adult, related: child.Adults.FirstOrDefault(one => one.AdultId == adult.Id))).Select(one => new Item(
            one.adult.Id, one.adult.GivenName, one.adult.FamilyName, one.related?.Relationship ?? "other", one.related?.HasParentalResponsibility ?? false,
            mayLocate ? one.related?.SameHousehold ?? false : null, untold.Contains(one.adult.Id)));
        db.Audit(practitioner, Policies.ReadAdults, "child-adults", child.Id, child.Id);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response([.. items]));
    }
}
