using System.ComponentModel.DataAnnotations;

namespace Cypp.Outcomes;

/// <summary>Settings under <c>Outcomes</c>.</summary>
internal sealed class OutcomesOptions
{
    public const string Section = "Outcomes";

    /// <summary>The city's children under 18 (mid-year estimate), for rates; without it no rate is published.</summary>
    [Range(1, 10_000_000)]
    public int? Under18Population { get; init; }
}
