namespace Cypp.Outcomes.Domain;

/// <summary>One figure of a closed quarter, disclosure-controlled. The mark c stands for a suppressed value.</summary>
internal sealed record PublishedIndicator(
    string Code, int? Number, string Name, string Unit, int DefinitionVersion, IReadOnlyList<PublishedArea> Cells, PublishedArea City);

/// <param name="Value">Children, or percent to one decimal place; null when suppressed or not available.</param>
/// <param name="Mark">c: suppressed; x: not available; null: the value stands.</param>
internal sealed record PublishedArea(string Area, decimal? Value, string? Mark);
