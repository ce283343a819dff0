namespace Cypp.Outcomes.Tests.Domain;

/// <summary>What a quarter's published table says, and nothing else. Null: marked c.</summary>
internal sealed record Table(IReadOnlyList<int?> Areas, int? City);

/// <summary>
/// Somebody who has the published tables and calculates. Of a hidden count it is known only that it is a whole number and
/// not zero, for zero is shown. Tables of different quarters share no unknown, so all that several quarters tell of a move
/// is what their tables tell two by two. A set of areas is a bit mask.
/// </summary>
internal static class Attacker
{
    private const int NoLimit = int.MaxValue / 4;

    /// <returns>Least and most that a set of areas can have together; equal when it can be worked out.</returns>
    public static (int Least, int Most) Range(Table table, int set)
    {
        var (shown, hiddenInside, hiddenOutside, shownOutside) = (0, 0, 0, 0);
        for (var area = 0; area < table.Areas.Count; area++)
        {
            var inside = (set >> area & 1) == 1;
            if (table.Areas[area] is { } count)
            {
                (shown, shownOutside) = inside ? (shown + count, shownOutside) : (shown, shownOutside + count);
            }
            else
            {
                (hiddenInside, hiddenOutside) = inside ? (hiddenInside + 1, hiddenOutside) : (hiddenInside, hiddenOutside + 1);
            }
        }

        return hiddenInside == 0 ? (shown, shown)
            : table.City is not { } city ? (shown + hiddenInside, NoLimit)
            : hiddenOutside == 0 ? (city - shownOutside, city - shownOutside)
            : (shown + hiddenInside, city - shownOutside - hiddenOutside);
    }

    /// <summary>
    /// The sets of areas whose move between two tables is certainly by 1 to 5, up or certainly down. A set with a smaller
    /// part whose move is known exactly is left out: what is known of the whole is then known of its parts.
    /// </summary>
    public static IEnumerable<int> SmallMoves(Table before, Table later)
    {
        var sets = Enumerable.Range(1, (1 << later.Areas.Count) - 1).ToList();
        var exact = sets.Where(set => IsExact(Range(before, set)) && IsExact(Range(later, set))).ToList();
        return sets.Where(set => !exact.Any(part => part != set && (part & set) == part))
            .Where(set => IsSmallMove(Range(before, set), Range(later, set)));
    }

    /// <summary>The city as a whole, though each of its parts be known.</summary>
    public static bool CityMovedByFew(Table before, Table later)
    {
        var all = (1 << later.Areas.Count) - 1;
        return IsSmallMove(before.City is { } then ? (then, then) : Range(before, all), later.City is { } now ? (now, now) : Range(later, all));
    }

    public static bool IsExact((int Least, int Most) range) => range.Least == range.Most;

    private static bool IsSmallMove((int Least, int Most) before, (int Least, int Most) later)
    {
        var (least, most) = (later.Least - before.Most, later.Most - before.Least);
        return (least >= 1 && most <= 5) || (least >= -5 && most <= -1);
    }
}
