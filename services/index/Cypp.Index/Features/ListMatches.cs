using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Features;

internal static class ListMatches
{
    private const int PageSize = 100;

    /// <param name="Next">Cursor of the next page; null on the last.</param>
    public sealed record Page(IReadOnlyList<Item> Items, Guid? Next);

    /// <param name="ETag">For the settlement's If-Match.</param>
    public sealed record Item(
        Guid MatchId, string Status, DateTimeOffset AskedAt, Guid AskedByAgencyId, MatchQuestion Question, int Score, IReadOnlyList<string> Evidence,
        IReadOnlyList<MatchCandidate> Candidates, Guid? ChildId, string ETag);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/matches", HandleAsync)
        .Requires(Policies.ListMatches)
        .WithSummary("Matches, with score and evidence; those pending wait for a person.");

    private static async Task<Results<Ok<Page>, ProblemHttpResult>> HandleAsync(
        CurrentPractitioner practitioner, IndexDb db, CancellationToken cancellationToken, string status = ChildMatch.Pending, Guid? after = null)
    {
        if (status is not (ChildMatch.Pending or ChildMatch.Linked or ChildMatch.Settled))
        {
            return MatchErrors.StatusUnknown.ToProblem();
        }

        var matches = await db.Matches.Where(match => match.Status == status && (after == null || match.Id > after))
            .OrderBy(match => match.Id).Take(PageSize).ToListAsync(cancellationToken);
        matches.ForEach(match => db.Audit(practitioner, Policies.ListMatches, "match", match.Id, match.ChildId));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Page([.. matches.Select(Show)], matches.Count == PageSize ? matches[^1].Id : null));
    }

    private static Item Show(ChildMatch match) => new(
        match.Id, match.Status, match.AskedAt, match.AskedByAgencyId, match.Question, match.Score, match.Evidence, match.Candidates, match.ChildId,
        ServiceKit.Http.IfMatch.Of(match));
}
