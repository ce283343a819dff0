namespace Cypp.Outcomes.Domain;

/// <summary>Works out the published figures of a quarter from facts; pure, so that the same facts give the same bytes.</summary>
internal static class Figures
{
    public const string City = "city";

    public static PublishedIndicator Count(string code, IEnumerable<string> clusters, IEnumerable<string> clusterOfEachChild, PublishedIndicator? before)
    {
        var counts = clusterOfEachChild.CountBy(cluster => cluster).ToDictionary();
        var cells = clusters.Select(cluster => new Cell(
            cluster, counts.GetValueOrDefault(cluster), (int?)before?.Cells.SingleOrDefault(cell => cell.Area == cluster)?.Value)).ToList();
        var published = Suppression.Apply(cells);
        return Show(code, [.. published.Cells.Select(cell => Area(cell.Area, cell.Count))], Area(City, published.City));
    }

    /// <summary>
    /// Sessions attended of possible sessions. A percentage of 1 to 5 pupils is suppressed, and the next smallest
    /// cluster with it when it would stand alone.
    /// </summary>
    public static PublishedIndicator Percent(string code, IEnumerable<string> clusters, IReadOnlyCollection<(string Cluster, int Possible, int Attended)> pupils)
    {
        var cells = clusters.Select(cluster => (cluster, pupils: pupils.Where(pupil => pupil.Cluster == cluster).ToList())).ToList();
        var hidden = cells.Where(cell => cell.pupils.Count is >= Suppression.Smallest and <= Suppression.Largest).Select(cell => cell.cluster).ToHashSet();
        if (hidden.Count == 1 && cells.Where(cell => cell.pupils.Count > 0 && !hidden.Contains(cell.cluster))
            .OrderBy(cell => cell.pupils.Count).ThenBy(cell => cell.cluster, StringComparer.Ordinal).Select(cell => cell.cluster).FirstOrDefault() is { } next)
        {
            hidden.Add(next);
        }

        var city = pupils.Count is >= Suppression.Smallest and <= Suppression.Largest
            ? new PublishedArea(City, null, "c")
            : Rate(City, pupils);
        return Show(code, [.. cells.Select(cell => hidden.Contains(cell.cluster) ? new PublishedArea(cell.cluster, null, "c") : Rate(cell.cluster, cell.pupils))], city);
    }

    private static PublishedArea Rate(string area, IReadOnlyCollection<(string Cluster, int Possible, int Attended)> pupils)
    {
        var possible = pupils.Sum(pupil => pupil.Possible);
        return possible == 0
            ? new PublishedArea(area, null, "x")
            : new PublishedArea(area, Math.Round(100m * pupils.Sum(pupil => pupil.Attended) / possible, 1, MidpointRounding.AwayFromZero), null);
    }

    private static PublishedArea Area(string area, int? count) => new(area, count, count is null ? "c" : null);

    private static PublishedIndicator Show(string code, IReadOnlyList<PublishedArea> cells, PublishedArea city)
    {
        var definition = IndicatorDefinition.Of(code);
        return new(code, definition.Number, definition.Name, definition.Unit, definition.Version, cells, city);
    }
}
