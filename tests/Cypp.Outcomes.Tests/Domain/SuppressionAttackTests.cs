using CsCheck;
using Cypp.Outcomes.Domain;

namespace Cypp.Outcomes.Tests.Domain;

/// <summary>Random cities over several quarters, published one after the other and attacked from the tables alone (domain 5, AZ-4).</summary>
public sealed class SuppressionAttackTests
{
    private const int Iterations = 20_000;

    /// <summary>Up to five quarters of up to five areas; areas move by little, by much or not at all.</summary>
    private static readonly Gen<List<int[]>> Histories = Gen.Select(Gen.Int[2, 5], Gen.Int[1, 5]).SelectMany((areas, quarters) =>
        Gen.Select(Gen.Int[0, 25].Array[areas], Gen.Frequency((3, Gen.Const(0)), (3, Gen.Int[-7, 7]), (1, Gen.Int[-25, 25])).Array[areas].Array[quarters - 1])
            .Select((start, moves) => moves.Aggregate(
                new List<int[]> { start },
                (counts, move) => [.. counts, [.. counts[^1].Zip(move, (count, by) => Math.Max(0, count + by))]])));

    [Fact]
    public void Apply_AnyHistory_PublishesOnlyTrueCountsAndNoSmallOne() => Sample((counts, tables) => counts.Zip(tables).All(pair =>
        pair.Second.Areas.Zip(pair.First).All(area => area.First is not { } shown ? area.Second > 0 : shown == area.Second && shown is 0 or > 5)
            && (pair.Second.City is not { } city || (city == pair.First.Sum() && city is 0 or > 5))));

    /// <summary>No hidden count can be worked out, and no group hidden together adds up to 1 to 5.</summary>
    [Fact]
    public void Apply_AnyHistory_LetsNobodyWorkASmallSumOut() => Sample((_, tables) => tables.All(table =>
        Enumerable.Range(1, (1 << table.Areas.Count) - 1).Select(set => Attacker.Range(table, set)).All(range => !Attacker.IsExact(range) || range.Least is 0 or > 5)
            && Enumerable.Range(0, table.Areas.Count).All(area => table.Areas[area] is not null || !Attacker.IsExact(Attacker.Range(table, 1 << area)))));

    [Fact]
    public void Apply_AnyHistory_ShowsNoSmallMoveBetweenAnyTwoQuarters() => Sample((_, tables) => Enumerable.Range(1, tables.Count - 1).All(later =>
        Enumerable.Range(0, later).All(before =>
            !Attacker.SmallMoves(tables[before], tables[later]).Any() && !Attacker.CityMovedByFew(tables[before], tables[later]))));

    /// <summary>Suppression is no blanket: counts that are neither small nor moved are published.</summary>
    [Fact]
    public void Apply_LargeSteadyCounts_PublishesAll() => Gen.Int[6, 60].Array[2, 6].Sample(counts =>
        Publish([counts, counts]).All(table => table.City is not null && table.Areas.All(area => area is not null)));

    /// <summary>The attacker is no strawman: tables made without regard to the past, or without company for a small count, are broken.</summary>
    [Fact]
    public void Attacker_CarelessTables_BreaksThem()
    {
        Assert.Contains(0b001, Attacker.SmallMoves(new([20, 30, 60], 110), new([21, 30, 60], 111)));
        Assert.Contains(0b011, Attacker.SmallMoves(new([null, null, 40], 62), new([null, null, 40], 63)));
        Assert.Contains(0b001, Attacker.SmallMoves(new([null, null, null, 40], 47), new([6, null, null, 40], 70)));
        Assert.True(Attacker.CityMovedByFew(new([30, 32], 62), new([40, 23], null)));
        Assert.Equal((3, 3), Attacker.Range(new([null, 40], 43), 0b01));
    }

    private static void Sample(Func<List<int[]>, List<Table>, bool> holds) => Histories.Sample(counts => holds(counts, Publish(counts)), iter: Iterations);

    private static List<Table> Publish(IReadOnlyList<int[]> counts)
    {
        var published = new List<PublishedCells>();
        foreach (var quarter in counts)
        {
            published.Add(Suppression.Apply(SuppressionTests.Cells(quarter), published));
        }

        return [.. published.Select(one => new Table([.. one.Cells.Select(cell => cell.Count)], one.City))];
    }
}
