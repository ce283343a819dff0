using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cypp.Index.Features;

internal static class ListMatches
{
    private const int PageSize = 100;

    /// <param name="Next">Cursor of the next page; null on the last.</param>
    public sealed record Page(IReadOnlyList<Item> Items, Guid? Next);

    /// <param name="Candidates">Who was compared, the likeliest first.</param>
    /// <param name="ETag">For the settlement's If-Match.</param>
    public sealed record Item(
        Guid MatchId, string Status, DateTimeOffset AskedAt, Guid AskedByAgencyId, Asked Question, int Score, IReadOnlyList<string> Evidence,
        IReadOnlyList<Candidate> Candidates, Guid? ChildId, string ETag);

    public sealed record Asked(string? NhsNumber, string? Upn, string? GivenName, string? FamilyName, DateOnly? BirthDate, string? Postcode);

    /// <param name="Postcode">Null where the child's location is hidden.</param>
    public sealed record Candidate(
        Guid ChildId, string GivenName, string FamilyName, DateOnly? BirthDate, string? Postcode, int Score, IReadOnlyList<string> Evidence);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/matches", HandleAsync)
        .Requires(Policies.ListMatches)
        .WithSummary("Matches, with score and evidence; those pending wait for a person.");

    private static async Task<Results<Ok<Page>, ProblemHttpResult>> HandleAsync(
        CurrentPractitioner practitioner, IndexDb db, IOptions<AuthorityOptions> authority, CancellationToken cancellationToken,
        string status = ChildMatch.Pending, Guid? after = null)
    {
        if (status is not (ChildMatch.Pending or ChildMatch.Linked or ChildMatch.Settled))
        {
            return MatchErrors.StatusUnknown.ToProblem();
        }

        var matches = await db.MatchesSettledBy(practitioner, authority.Value).Where(match => match.Status == status && (after == null || match.Id > after))
            .OrderBy(match => match.Id).Take(PageSize).ToListAsync(cancellationToken);
        var ids = matches.SelectMany(match => match.Candidates).Select(candidate => candidate.ChildId).Distinct().ToList();
        var children = await db.Children.AsNoTracking().Where(child => ids.Contains(child.Id)).ToDictionaryAsync(child => child.Id, cancellationToken);
        foreach (var match in matches)
        {
            db.Audit(practitioner, Policies.ListMatches, "match", match.Id, match.ChildId);
            Shown(match, children).ForEach(candidate => db.Audit(practitioner, Policies.ListMatches, "match-candidate", match.Id, candidate.ChildId));
        }

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Page([.. matches.Select(match => Show(match, children))], matches.Count == PageSize ? matches[^1].Id : null));
    }

    // A candidate who is sealed from the reader, or the reader's kin, was never compared: neither named nor in the score.
    private static List<MatchCandidate> Shown(ChildMatch match, Dictionary<Guid, Child> children) =>
        [.. match.Candidates.Where(candidate => children.ContainsKey(candidate.ChildId)).OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.ChildId)];

    private static Item Show(ChildMatch match, Dictionary<Guid, Child> children)
    {
        var shown = Shown(match, children);
        var (score, evidence) = shown.Count == match.Candidates.Count ? (match.Score, match.Evidence) : (shown.FirstOrDefault()?.Score ?? 0, shown.FirstOrDefault()?.Evidence ?? []);
        return new(
            match.Id, match.Status, match.AskedAt, match.AskedByAgencyId, Show(match.Question), score, evidence,
            [.. shown.Select(candidate => Show(candidate, children[candidate.ChildId]))], match.ChildId, ServiceKit.Http.IfMatch.Of(match));
    }

    private static Asked Show(MatchQuestion asked) => new(asked.NhsNumber, asked.Upn, asked.GivenName, asked.FamilyName, asked.BirthDate, asked.Postcode);

    private static Candidate Show(MatchCandidate candidate, Child child) => new(
        child.Id, child.GivenName, child.FamilyName, child.BirthDate, child.LocationHidden ? null : child.Postcode, candidate.Score, candidate.Evidence);
}
