namespace Cypp.Identity.Domain;

/// <summary>When what a contract gives ends.</summary>
internal static class ContractEnd
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <returns>Midnight in Leeds after the last day.</returns>
    public static DateTimeOffset Of(DateOnly lastDay)
    {
        var midnight = lastDay.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, London.GetUtcOffset(midnight));
    }
}
