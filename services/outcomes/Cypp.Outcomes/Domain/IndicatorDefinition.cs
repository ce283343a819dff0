namespace Cypp.Outcomes.Domain;

/// <summary>What a published figure means, as versioned data with its source in the plan.</summary>
/// <param name="Number">The indicator's number on p6 of the plan; null for a figure that is no indicator.</param>
/// <param name="Unit">children or percent.</param>
internal sealed record IndicatorDefinition(string Code, int? Number, string Name, string Unit, string Polarity, int Version, string Numerator, string Denominator, string Source)
{
    public static readonly IReadOnlyList<IndicatorDefinition> All =
    [
        new("protection-plans", 2, "Children with child protection plans", "children", "lower", 1,
            "distinct children with an open child protection plan at the quarter's end, by cluster of residence", "count", "plan p6"),
        new("attendance-primary", 7, "Primary attendance", "percent", "higher", 1,
            "sessions attended, school year to date", "possible sessions, school year to date", "plan p6"),
        new("attendance-secondary", 7, "Secondary attendance", "percent", "higher", 1,
            "sessions attended, school year to date", "possible sessions, school year to date", "plan p6"),
        new("early-help-open", null, "Children in open early help cases", "children", "none", 1,
            "distinct children led by early help at the quarter's end, by cluster of residence", "count", "plan p17"),
        new("early-help-opened", null, "Children whose early help case opened in the quarter", "children", "none", 1,
            "distinct children of cases opened in the quarter, by cluster of residence", "count", "plan p17"),
        new("early-help-assessments", null, "Children with an early help assessment completed in the quarter", "children", "none", 1,
            "distinct children of assessments completed in the quarter, by cluster of residence", "count", "plan p17"),
    ];

    public static IndicatorDefinition Of(string code) => All.Single(definition => definition.Code == code);
}
