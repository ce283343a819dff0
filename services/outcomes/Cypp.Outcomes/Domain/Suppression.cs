namespace Cypp.Outcomes.Domain;

/// <summary>One area's count, before anything is published.</summary>
/// <param name="Before">What the last closed quarter published here; null when nothing, or suppressed.</param>
internal sealed record Cell(string Area, int Count, int? Before = null);

/// <param name="Count">Null when suppressed.</param>
internal sealed record PublishedCell(string Area, int? Count);

/// <param name="City">Null when suppressed.</param>
internal sealed record PublishedCells(IReadOnlyList<PublishedCell> Cells, int? City);

/// <summary>
/// Disclosure control of counts over areas and their total (DfE, Children in need: 1 to 5 become c, with secondary
/// suppression). Zero stays. A cell that moved by 1 to 5 since the last closed quarter is suppressed too, so that the
/// difference of two published sets shows nobody. Then cells are added, the smallest first, until no suppressed cell
/// can be worked out from the total and the bounds that everybody knows.
/// </summary>
internal static class Suppression
{
    public const int Smallest = 1;
    public const int Largest = 5;

    public static PublishedCells Apply(IReadOnlyList<Cell> cells)
    {
        var city = cells.Sum(cell => cell.Count);
        var suppressed = cells.Where(IsSensitive).ToHashSet();
        var citySuppressed = city is >= Smallest and <= Largest;
        while (!citySuppressed && AnyCanBeWorkedOut(cells, suppressed, city))
        {
            var next = cells.Where(cell => cell.Count > 0 && !suppressed.Contains(cell))
                .OrderBy(cell => cell.Count).ThenBy(cell => cell.Area, StringComparer.Ordinal).FirstOrDefault();
            if (next is null)
            {
                citySuppressed = true;
            }
            else
            {
                suppressed.Add(next);
            }
        }

        return new PublishedCells(
            [.. cells.Select(cell => new PublishedCell(cell.Area, suppressed.Contains(cell) ? null : cell.Count))], citySuppressed ? null : city);
    }

    public static bool IsSensitive(Cell cell) =>
        cell.Count is >= Smallest and <= Largest || (cell.Before is { } before && Math.Abs(cell.Count - before) is >= Smallest and <= Largest);

    /// <summary>What anyone can know of a suppressed cell without the total: by its own size, or by the last quarter's.</summary>
    public static (int Low, int High) Bounds(Cell cell, int city) => cell switch
    {
        { Count: >= Smallest and <= Largest } => (Smallest, Largest),
        { Before: { } before } when IsSensitive(cell) => (Math.Max(0, before - Largest), Math.Min(city, before + Largest)),
        _ => (Largest + 1, city),
    };

    private static bool AnyCanBeWorkedOut(IReadOnlyList<Cell> cells, HashSet<Cell> suppressed, int city)
    {
        var hidden = cells.Where(suppressed.Contains).Select(cell => (cell, bounds: Bounds(cell, city))).ToList();
        var sum = hidden.Sum(one => one.cell.Count);
        return hidden.Any(one =>
        {
            var (low, high) = one.bounds;
            var least = Math.Max(low, sum - hidden.Sum(other => other.bounds.High) + high);
            var most = Math.Min(high, sum - hidden.Sum(other => other.bounds.Low) + low);
            return least == most;
        });
    }
}
