namespace Cypp.Index.Domain;

/// <summary>A known child and how well it fits.</summary>
internal sealed record ScoredChild(Guid ChildId, MatchFacts Known, MatchScore Score);

/// <summary>Whether a match links by itself, to whom, and on what evidence.</summary>
/// <param name="ChildId">Null: a person has to settle it.</param>
internal sealed record MatchDecision(Guid? ChildId, int Score, IReadOnlyList<string> Evidence, IReadOnlyList<ScoredChild> Candidates)
{
    private const int KeptCandidates = 5;

    public static MatchDecision Of(MatchFacts asked, IEnumerable<(Guid ChildId, MatchFacts Known)> known)
    {
        var ranked = known
            .Select(child => new ScoredChild(child.ChildId, child.Known, MatchScore.Of(asked, child.Known)))
            .OrderByDescending(child => child.Score.Points).ThenBy(child => child.ChildId)
            .ToList();
        var kept = ranked.Where(child => child.Score.Points > 0).Take(KeptCandidates).ToList();
        if (kept is not [var best, ..])
        {
            return new(null, 0, [MatchEvidence.NobodyFound], []);
        }

        return WhyAPersonDecides(asked, best, ranked) is { } reason
            ? new(null, best.Score.Shown, [.. best.Score.Evidence, reason], kept)
            : new(best.ChildId, best.Score.Shown, best.Score.Evidence, kept);
    }

    /// <summary>Twins never link by themselves: a wrong twin is a wrong child with all the right papers.</summary>
    private static string? WhyAPersonDecides(MatchFacts asked, ScoredChild best, List<ScoredChild> ranked)
    {
        var sameGivenName = asked.GivenNameKey is null || asked.GivenNameKey == best.Known.GivenNameKey;
        var hasTwin = ranked.Any(other => other.ChildId != best.ChildId && other.Known.IsTwinOf(best.Known));
        var askedIsTwin = asked.IsTwinOf(best.Known) && asked.GivenNameKey is not null;
        return (best.Score.HasVerifiedNumber, hasTwin) switch
        {
            (false, true) => MatchEvidence.TwinPossible,
            (true, true) when !sameGivenName => MatchEvidence.TwinPossible,
            _ when askedIsTwin && !(best.Score.HasVerifiedNumber && !Differs(best)) => MatchEvidence.TwinPossible,
            _ when Differs(best) => MatchEvidence.BelowThreshold,
            _ when best.Score.Points < MatchEvidence.LinkThreshold => MatchEvidence.BelowThreshold,
            _ when ranked.Count(child => child.Score.Points >= MatchEvidence.LinkThreshold) > 1 => MatchEvidence.MoreThanOne,
            _ => null,
        };
    }

    // Another given name on the same number is a number typed for the wrong child until a person has looked.
    private static bool Differs(ScoredChild best) => best.Score.Evidence.Contains(MatchEvidence.GivenNameDiffers);
}
