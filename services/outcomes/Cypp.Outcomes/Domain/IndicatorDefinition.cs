namespace Cypp.Outcomes.Domain;

/// <summary>What a published figure means, as versioned data with its source in the plan.</summary>
/// <param name="Number">The indicator's number on p6 of the plan; null for a figure that is no indicator.</param>
/// <param name="Unit">children or percent.</param>
/// <param name="EffectiveFrom">First day of quarters to which this version applies; no line is drawn across versions.</param>
internal sealed record IndicatorDefinition(
    string Code, int? Number, string Name, string Unit, string Polarity, int Version, DateOnly EffectiveFrom, string Numerator, string Denominator,
    string Source, string? Note = null)
{
    private static readonly DateOnly PlanBegins = new(2015, 4, 1);

    private const string FirstFile = "A pupil whose first file runs past the quarter's end counts with that file.";

    public static readonly IReadOnlyList<IndicatorDefinition> All =
    [
        new("protection-plans", 2, "Children with child protection plans", "children", "lower", 1, PlanBegins,
            "distinct children with an open child protection plan at the quarter's end, by cluster of residence then",
            "count; of the city also per 10,000 under 18", "plan p6", "Unborn children are not counted."),
        new("attendance-primary", 7, "Primary attendance", "percent", "higher", 1, PlanBegins,
            "sessions attended, school year to date at the quarter's end", "possible sessions, school year to date", "plan p6", FirstFile),
        new("attendance-secondary", 7, "Secondary attendance", "percent", "higher", 1, PlanBegins,
            "sessions attended, school year to date at the quarter's end", "possible sessions, school year to date", "plan p6", FirstFile),
        new("early-help-open", null, "Children in open early help cases", "children", "none", 1, PlanBegins,
            "distinct children led by early help at the quarter's end, by cluster of residence then", "count", "plan p17"),
        new("early-help-opened", null, "Children whose early help case opened in the quarter", "children", "none", 1, PlanBegins,
            "distinct children of cases opened in the quarter, by cluster of residence at its end", "count", "plan p17"),
        new("early-help-assessments", null, "Children with an early help assessment completed in the quarter", "children", "none", 1, PlanBegins,
            "distinct children of assessments completed in the quarter, by cluster of residence at its end", "count", "plan p17"),
    ];

    /// <summary>The version in force on a day; before the plan began, its first.</summary>
    public static IndicatorDefinition Of(string code, DateOnly day)
    {
        var versions = All.Where(definition => definition.Code == code).OrderBy(definition => definition.Version).ToList();
        return versions.LastOrDefault(definition => definition.EffectiveFrom <= day) ?? versions[0];
    }
}
