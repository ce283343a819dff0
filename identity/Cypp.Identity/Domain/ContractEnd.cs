using Cypp.ServiceKit.Time;

namespace Cypp.Identity.Domain;

/// <summary>When what a contract gives ends.</summary>
internal static class ContractEnd
{
    /// <returns>Midnight in Leeds after the last day.</returns>
    public static DateTimeOffset Of(DateOnly lastDay) => BusinessClock.MomentOf(lastDay.AddDays(1), TimeOnly.MinValue);
}
