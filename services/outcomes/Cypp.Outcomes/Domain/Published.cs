namespace Cypp.Outcomes.Domain;

/// <summary>One figure of a closed quarter, disclosure-controlled. The mark c stands for a suppressed value.</summary>
/// <param name="Rate">Of the city's count, where a population is configured.</param>
/// <param name="Note">What a reader should know of it.</param>
internal sealed record PublishedIndicator(
    string Code, int? Number, string Name, string Unit, int DefinitionVersion, IReadOnlyList<PublishedArea> Cells, PublishedArea City,
    PublishedRate? Rate = null, string? Note = null)
{
    public PublishedCells ToCells() => new([.. Cells.Select(cell => new PublishedCell(cell.Area, (int?)cell.Value))], (int?)City.Value);
}

/// <param name="Value">Children, or percent to one decimal place; null when suppressed or not available.</param>
/// <param name="Mark">c: suppressed; x: not available; null: the value stands.</param>
internal sealed record PublishedArea(string Area, decimal? Value, string? Mark);

/// <summary>The city's children per 10,000 under 18, to one decimal place; suppressed with the city's count.</summary>
internal sealed record PublishedRate(int Per, int Population, decimal? Value, string? Mark);
