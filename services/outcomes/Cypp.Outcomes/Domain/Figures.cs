namespace Cypp.Outcomes.Domain;

/// <summary>Works out the published figures of a quarter from facts; pure, so that the same facts give the same bytes.</summary>
/// <param name="areas">Every area that is published, in order.</param>
/// <param name="earlier">The figures of every closed quarter.</param>
internal sealed class Figures(Quarter quarter, IReadOnlyList<string> areas, IReadOnlyList<PublishedIndicator> earlier)
{
    public const string City = "city";
    private const int Per = 10_000;

    /// <param name="population">Children under 18 in the city; null: no rate.</param>
    public PublishedIndicator Count(string code, IEnumerable<string> areaOfEachChild, int? population = null)
    {
        var counts = areaOfEachChild.CountBy(area => area).ToDictionary();
        var published = Suppression.Apply(
            [.. areas.Select(area => new Cell(area, counts.GetValueOrDefault(area)))],
            [.. earlier.Where(one => one.Code == code).Select(one => one.ToCells())]);
        var rate = population is { } people
            ? new PublishedRate(Per, people, published.City is { } city ? Round((decimal)city * Per / people) : null, MarkOf(published.City))
            : null;
        return Show(code, [.. published.Cells.Select(cell => Area(cell.Area, cell.Count))], Area(City, published.City), rate);
    }

    /// <summary>
    /// Sessions attended of possible sessions. A percentage of 1 to 5 pupils is suppressed, and the next smallest area
    /// with it when it would stand alone. How many pupils stand behind a percentage is not published, so two quarters
    /// give no equations.
    /// </summary>
    public PublishedIndicator Percent(string code, IReadOnlyCollection<PupilSessions> pupils)
    {
        var of = areas.ToDictionary(area => area, area => pupils.Where(pupil => pupil.Area == area).ToList());
        var hidden = areas.Where(area => Suppression.IsSmall(of[area].Count)).ToHashSet();
        if (hidden.Count == 1 && areas.Where(area => of[area].Count > 0 && !hidden.Contains(area))
            .OrderBy(area => of[area].Count).ThenBy(area => area, StringComparer.Ordinal).FirstOrDefault() is { } next)
        {
            hidden.Add(next);
        }

        return Show(
            code, [.. areas.Select(area => hidden.Contains(area) ? new PublishedArea(area, null, "c") : Rate(area, of[area]))],
            Suppression.IsSmall(pupils.Count) ? new PublishedArea(City, null, "c") : Rate(City, pupils));
    }

    private static PublishedArea Rate(string area, IReadOnlyCollection<PupilSessions> pupils)
    {
        var possible = pupils.Sum(pupil => pupil.Possible);
        return possible == 0
            ? new PublishedArea(area, null, "x")
            : new PublishedArea(area, Round(100m * pupils.Sum(pupil => pupil.Attended) / possible), null);
    }

    private static PublishedArea Area(string area, int? count) => new(area, count, MarkOf(count));

    private static string? MarkOf(int? count) => count is null ? "c" : null;

    private static decimal Round(decimal value) => Math.Round(value, 1, MidpointRounding.AwayFromZero);

    private PublishedIndicator Show(string code, IReadOnlyList<PublishedArea> cells, PublishedArea city, PublishedRate? rate = null)
    {
        var definition = IndicatorDefinition.Of(code, quarter.Start);
        return new(code, definition.Number, definition.Name, definition.Unit, definition.Version, cells, city, rate, definition.Note);
    }
}

/// <summary>A pupil's sessions of the school year to date, at all schools of a phase.</summary>
internal sealed record PupilSessions(string Area, int Possible, int Attended);
