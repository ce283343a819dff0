using Cypp.Outcomes.Domain;

namespace Cypp.Outcomes.Tests.Domain;

/// <summary>
/// Somebody who has the rules themselves and tries every small city of two areas over two quarters: which of them give
/// the published tables? A lone c means 1 to 5 by convention, so a count is attacked where it can be more.
/// </summary>
public sealed class SuppressionWorldsTests
{
    private const int Largest = 36;
    private const int LargestBefore = 30;

    private static readonly List<int[]> Worlds =
        [.. Enumerable.Range(0, Largest + 1).SelectMany(one => Enumerable.Range(0, Largest + 1).Select(other => (int[])[one, other]))];

    [Fact]
    public void Apply_EveryWorldThatGivesTheTables_LeavesCountAndDirectionOpen()
    {
        var first = Worlds.Where(world => world.Sum() <= LargestBefore).GroupBy(world => Suppression.Apply(SuppressionTests.Cells(world), []), Same.Tables);
        foreach (var before in first)
        {
            // Beyond the largest total the worlds tried would not be all.
            foreach (var later in Worlds.GroupBy(world => Suppression.Apply(SuppressionTests.Cells(world), [before.Key]), Same.Tables)
                .Where(later => later.Key.City is null or <= Largest))
            {
                Assert.All(Enumerable.Range(0, 2), area => AssertOpen(
                    [.. before.Select(world => world[area])], [.. later.Select(world => world[area])], later.Key.Cells[area].Count is null));
            }
        }
    }

    private static void AssertOpen(IReadOnlyList<int> then, IReadOnlyList<int> now, bool isHidden)
    {
        var (least, most) = (now.Min() - then.Max(), now.Max() - then.Min());
        Assert.False(isHidden && now.Min() == now.Max());
        Assert.False(then.Max() > 5 && now.Max() > 5 && ((least >= 1 && most <= 5) || (least >= -5 && most <= -1)));
    }

    private sealed class Same : IEqualityComparer<PublishedCells>
    {
        public static readonly Same Tables = new();

        public bool Equals(PublishedCells? one, PublishedCells? other) => one!.City == other!.City && one.Cells.SequenceEqual(other.Cells);

        public int GetHashCode(PublishedCells table) => HashCode.Combine(table.City, table.Cells[0].Count, table.Cells[1].Count);
    }
}
