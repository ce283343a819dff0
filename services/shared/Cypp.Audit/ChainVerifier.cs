namespace Cypp.Audit;

/// <summary>Verifies a service's audit (AU-3): the chain against its rows, and the chain against what witnesses saw of it.</summary>
public static class ChainVerifier
{
    /// <param name="places">The chain in order, each place with its row.</param>
    /// <param name="witnessed">Statements about this service, from files.</param>
    /// <param name="neverSealed">Rows old enough to be sealed that have no place.</param>
    /// <param name="waiting">Rows young enough to be waiting.</param>
    public static async Task<AuditReport> VerifyAsync(
        string service, IAsyncEnumerable<ChainPlace> places, WitnessFiles witnessed, IEnumerable<Guid> neverSealed, int waiting)
    {
        var (walk, frontier) = (new ChainWalk(service), new MerkleFrontier());
        var bySize = witnessed.Proven.ToLookup(statement => statement.Size);
        var (lastGood, firstBad) = (0L, (WitnessStatement?)null);
        await foreach (var place in places)
        {
            walk.Step(place);
            frontier.Append(AuditHash.OfLeaf(place.Hash));
            if (firstBad is null && bySize.Contains(frontier.Size))
            {
                var root = Convert.ToHexStringLower(frontier.Root());
                firstBad = bySize[frontier.Size].FirstOrDefault(statement => statement.Root != root);
                lastGood = firstBad is null ? frontier.Size : lastGood;
            }
        }

        var findings = walk.Findings().ToList();
        findings.AddRange(neverSealed.Select(row => new AuditFinding(Tampering.Inserted, null, row, "the row was never sealed, although later ones were")));
        // A chain whose own order is broken gives other roots: the place of the break says more than the root.
        if (firstBad is not null && !(walk.FirstBroken <= firstBad.Size))
        {
            findings.Add(new(Tampering.Forked, lastGood + 1, null, $"{firstBad.Witness} saw another history, between here and place {firstBad.Size}"));
        }

        findings.AddRange(TwoHistories(bySize));
        if (witnessed.Proven.MaxBy(statement => statement.Size) is { } longest && longest.Size > walk.Size)
        {
            findings.Add(new(Tampering.Truncated, walk.Size + 1, null, $"{longest.Witness} saw {longest.Size} places"));
        }

        return new(
            walk.Size, waiting, lastGood, [.. bySize[lastGood].Select(statement => statement.Witness).Distinct().Order(StringComparer.Ordinal)],
            witnessed.Unproven, findings);
    }

    private static IEnumerable<AuditFinding> TwoHistories(ILookup<long, WitnessStatement> bySize) =>
        from sameSize in bySize
        where sameSize.Select(statement => statement.Root).Distinct().Count() > 1
        select new AuditFinding(Tampering.Forked, sameSize.Key, null, "witnesses saw different histories of this size");
}
