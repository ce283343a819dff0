namespace Cypp.Outcomes.Domain;

/// <summary>One area's count, before anything is published.</summary>
internal sealed record Cell(string Area, int Count);

/// <param name="Count">Null when suppressed.</param>
internal sealed record PublishedCell(string Area, int? Count);

/// <param name="City">Null when suppressed.</param>
internal sealed record PublishedCells(IReadOnlyList<PublishedCell> Cells, int? City)
{
    /// <summary>An area that did not yet exist had nobody.</summary>
    public int? Of(string area) => Cells.SingleOrDefault(cell => cell.Area == area) is { } cell ? cell.Count : 0;

    public IReadOnlySet<string> Hidden { get; } = Cells.Where(cell => cell.Count is null).Select(cell => cell.Area).ToHashSet();

    /// <summary>What the suppressed areas have together, as anyone works it out from the city's total.</summary>
    public int? HiddenSum => City - Cells.Sum(cell => cell.Count ?? 0);
}

/// <summary>
/// Disclosure control of counts over areas and their total, against a reader of every closed quarter. Hidden are: 1 to 5
/// (DfE, Children in need: mark c; zero stays); a count, or the city's, 1 to 5 away from any that a closed quarter
/// published, since the difference shows who came or went; and the smallest others, until nobody works a hidden count
/// out. No group of areas whose sum is known in two quarters may differ by 1 to 5 either. Nothing published is taken
/// back, so later quarters carry the whole of this.
/// </summary>
internal static class Suppression
{
    public const int Smallest = 1;
    public const int Largest = 5;

    /// <param name="earlier">All closed quarters' published cells of the same figure.</param>
    public static PublishedCells Apply(IReadOnlyList<Cell> cells, IReadOnlyList<PublishedCells> earlier)
    {
        var city = cells.Sum(cell => cell.Count);
        var hidden = cells.Where(cell => IsSmall(cell.Count) || earlier.Any(quarter => IsNear(cell, quarter))).Select(cell => cell.Area).ToHashSet();
        var cityHidden = IsSmall(city) || earlier.Any(quarter => quarter.City is { } then && IsSmall(city - then));
        while (true)
        {
            if (earlier.Select(quarter => ShownThatWasHidden(cells, hidden, quarter)).FirstOrDefault(area => area is not null) is { } again)
            {
                hidden.Add(again);
            }
            else if (cityHidden ? hidden.Count < 2 : hidden.Count > 0 && TellTooMuchWithCity(cells, hidden))
            {
                // Where the city is hidden too, one hidden area alone would be the one that moved, and none would add up to the city.
                if (SmallestShown(cells, cell => !hidden.Contains(cell.Area)) is { } next)
                {
                    hidden.Add(next);
                }
                else if (cityHidden)
                {
                    return Publish(cells, hidden, null);
                }
                else
                {
                    cityHidden = true;
                }
            }
            else if (!cityHidden && earlier.Any(quarter => HiddenGroupMoved(cells, hidden, quarter)))
            {
                cityHidden = true;
            }
            else
            {
                return Publish(cells, hidden, cityHidden ? null : city);
            }
        }
    }

    public static bool IsSmall(int count) => Math.Abs(count) is >= Smallest and <= Largest;

    private static PublishedCells Publish(IReadOnlyList<Cell> cells, HashSet<string> hidden, int? city) =>
        new([.. cells.Select(cell => new PublishedCell(cell.Area, hidden.Contains(cell.Area) ? null : cell.Count))], city);

    private static bool IsNear(Cell cell, PublishedCells quarter) => cell.Count > 0 && quarter.Of(cell.Area) is { } shown && IsSmall(cell.Count - shown);

    /// <summary>Areas hidden together in a quarter, all shown now, that moved by few as a group: one of them is hidden again.</summary>
    private static string? ShownThatWasHidden(IReadOnlyList<Cell> cells, HashSet<string> hidden, PublishedCells quarter) =>
        quarter.Hidden.Count > 0 && quarter.HiddenSum is { } then && !quarter.Hidden.Overlaps(hidden)
            && IsSmall(Sum(cells, quarter.Hidden) - then)
            ? SmallestShown(cells, cell => quarter.Hidden.Contains(cell.Area))
            : null;

    /// <summary>The hidden areas, or with those hidden then where the two overlap, moved by few as a group.</summary>
    private static bool HiddenGroupMoved(IReadOnlyList<Cell> cells, HashSet<string> hidden, PublishedCells quarter)
    {
        var overlap = quarter.Hidden.Overlaps(hidden);
        var group = overlap ? hidden.Union(quarter.Hidden).ToHashSet() : hidden;
        var then = group.Except(quarter.Hidden).Sum(quarter.Of) + (overlap ? quarter.HiddenSum : 0);
        return hidden.Count > 0 && then is { } sum && IsSmall(Sum(cells, group) - sum);
    }

    /// <summary>
    /// With the city's total the hidden areas' sum is known. Each hidden count must keep more than five possible values,
    /// or it would tell a small move against a count shown in another quarter. Why a count is hidden plays no part: what
    /// depended on it would tell it.
    /// </summary>
    private static bool TellTooMuchWithCity(IReadOnlyList<Cell> cells, HashSet<string> hidden) =>
        hidden.Count < 2 || Sum(cells, hidden) < hidden.Count + Largest;

    private static int Sum(IEnumerable<Cell> cells, IReadOnlySet<string> areas) => cells.Where(cell => areas.Contains(cell.Area)).Sum(cell => cell.Count);

    private static string? SmallestShown(IEnumerable<Cell> cells, Func<Cell, bool> among) => cells.Where(cell => cell.Count > 0 && among(cell))
        .OrderBy(cell => cell.Count).ThenBy(cell => cell.Area, StringComparer.Ordinal).FirstOrDefault()?.Area;
}
