using Cypp.Outcomes.Domain;

namespace Cypp.Outcomes.Tests.Domain;

/// <summary>What each rule of disclosure control does, by example.</summary>
public sealed class SuppressionTests
{
    [Fact]
    public void Apply_OneSmallCell_TakesTheNextSmallestWithIt() =>
        Assert.Equal((int?[])[null, null, 40, 0, 55], Shown(Suppression.Apply(Cells(3, 12, 40, 0), [])));

    /// <summary>One area alone would be the one that moved: the next smallest goes with it.</summary>
    [Fact]
    public void Apply_MovedByOneSinceAClosedQuarter_HidesTheCellInCompanyAndTheCity()
    {
        var first = Suppression.Apply(Cells(20, 30, 60), []);
        Assert.Equal((int?[])[null, null, 60, null], Shown(Suppression.Apply(Cells(21, 30, 60), [first])));
    }

    /// <summary>Suppressed in between, a count one away from an older published one would still show the joiner.</summary>
    [Fact]
    public void Apply_MovedByOneOverAHiddenQuarter_StaysHidden()
    {
        var first = Suppression.Apply(Cells(20, 30, 60), []);
        var second = Suppression.Apply(Cells(21, 30, 60), [first]);
        Assert.Equal((int?[])[null, null, 60, null], Shown(Suppression.Apply(Cells(21, 30, 60), [first, second])));
    }

    [Fact]
    public void Apply_TwoHiddenAreasJoinedByOneChild_HidesTheCity()
    {
        var first = Suppression.Apply(Cells(3, 19, 40), []);
        Assert.Equal((int?[])[null, null, 40, 62], Shown(first));
        Assert.Equal((int?[])[null, null, 40, null], Shown(Suppression.Apply(Cells(4, 19, 40), [first])));
    }

    /// <summary>Two areas hidden together and then both shown would tell by how few the pair moved.</summary>
    [Fact]
    public void Apply_PairHiddenThenBothLarge_HidesOneAgain()
    {
        var first = Suppression.Apply(Cells(3, 12, 40), []);
        Assert.Equal((int?[])[null, null, 40, null], Shown(Suppression.Apply(Cells(7, 12, 40), [first])));
    }

    [Fact]
    public void Apply_TwoSmallCells_AreNotTwoWhoAddUpToFew() =>
        Assert.Equal((int?[])[null, null, null, 75, 95], Shown(Suppression.Apply(Cells(2, 3, 15, 75), [])));

    /// <summary>Areas that moved by many each, against each other: the city moved by few.</summary>
    [Fact]
    public void Apply_CityMovedByFewWhileItsAreasMovedByMany_HidesTheCity()
    {
        var first = Suppression.Apply(Cells(30, 32, 60), []);
        Assert.Equal((int?[])[null, null, 60, null], Shown(Suppression.Apply(Cells(40, 23, 60), [first])));
    }

    [Fact]
    public void Apply_WholeCitySmall_HidesTheCity() => Assert.Equal((int?[])[null, 0, null], Shown(Suppression.Apply(Cells(3, 0), [])));

    [Fact]
    public void Apply_NothingChanged_PublishesTheSame()
    {
        var first = Suppression.Apply(Cells(12, 30, 0), []);
        Assert.Equal(Shown(first), Shown(Suppression.Apply(Cells(12, 30, 0), [first])));
    }

    internal static IReadOnlyList<Cell> Cells(params IReadOnlyList<int> counts) => [.. counts.Select((count, at) => new Cell($"area-{at}", count))];

    private static List<int?> Shown(PublishedCells published) => [.. published.Cells.Select(cell => cell.Count), published.City];
}
