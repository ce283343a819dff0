using CsCheck;
using Cypp.Outcomes.Domain;

namespace Cypp.Outcomes.Tests.Domain;

/// <summary>Nobody can work a suppressed cell out from what is published (domain 5).</summary>
public sealed class SuppressionTests
{
    private static readonly Gen<List<Cell>> Clusters = Gen.Select(Gen.Int[0, 14], Gen.Int[-1, 16])
        .List[2, 6].Select(list => list.Select((one, at) => new Cell($"cluster-{at}", one.Item1, one.Item2 is -1 or (>= 1 and <= 5) ? null : one.Item2)).ToList());

    [Fact]
    public void Apply_AnyCounts_LeavesNoSmallCountAndNoSmallMovePublished() => Clusters.Sample(cells =>
        Suppression.Apply(cells).Cells.Zip(cells).All(pair => pair.First.Count is not { } count
            || (count is < 1 or > 5 && (pair.Second.Before is not { } before || Math.Abs(count - before) is 0 or > 5))));

    /// <summary>An attacker tries every assignment of the suppressed cells that agrees with the total and the known bounds.</summary>
    [Fact]
    public void Apply_AnyCounts_LeavesEverySuppressedCellAtLeastTwoPossibleValues() => Clusters.Sample(cells =>
    {
        var published = Suppression.Apply(cells);
        if (published.City is not { } city)
        {
            return true;
        }

        var hidden = cells.Where((_, at) => published.Cells[at].Count is null).ToList();
        var sum = city - published.Cells.Sum(cell => cell.Count ?? 0);
        return hidden.All(cell => PossibleValues(cell, hidden, sum, city) >= 2);
    }, iter: 20_000);

    [Fact]
    public void Apply_OneSmallCell_TakesTheNextSmallestWithIt()
    {
        var published = Suppression.Apply([new("a", 3), new("b", 12), new("c", 40), new("d", 0)]);
        Assert.Equal([null, null, 40, 0], published.Cells.Select(cell => cell.Count));
        Assert.Equal(55, published.City);
    }

    [Fact]
    public void Apply_MovedByOneSinceTheLastQuarter_IsSuppressed()
    {
        var published = Suppression.Apply([new("a", 21, Before: 20), new("b", 30, Before: 30), new("c", 44, Before: 60)]);
        Assert.Null(published.Cells[0].Count);
        Assert.Equal(44, published.Cells[2].Count);
    }

    private static int PossibleValues(Cell cell, List<Cell> hidden, int sum, int city)
    {
        var reachable = new HashSet<int> { 0 };
        foreach (var other in hidden.Where(other => other != cell))
        {
            var (low, high) = Suppression.Bounds(other, city);
            reachable = [.. reachable.SelectMany(reached => Enumerable.Range(low, Math.Max(0, high - low + 1)).Select(value => reached + value))];
        }

        var (least, most) = Suppression.Bounds(cell, city);
        return Enumerable.Range(least, Math.Max(0, most - least + 1)).Count(value => reachable.Contains(sum - value));
    }
}
