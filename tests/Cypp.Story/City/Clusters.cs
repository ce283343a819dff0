namespace Cypp.Story.City;

/// <summary>The 25 clusters of the synthetic city, made up; the plan's city has as many (plan p8).</summary>
internal static class Clusters
{
    /// <summary>So few children that their figures must be suppressed.</summary>
    public static readonly IReadOnlySet<string> Small = new HashSet<string> { "tarn-edge", "moor-top" };

    public static readonly IReadOnlyList<string> All =
    [
        "beck-valley", "aire-bank", "tarn-edge", "moor-top", "mill-race", "stone-bridge", "oak-hill", "park-side", "well-house",
        "high-field", "low-wood", "river-meet", "north-gate", "south-gate", "east-end", "west-moor", "church-lane", "brick-kiln",
        "cloth-hall", "station-road", "green-lane", "spring-head", "castle-mound", "quarry-top", "canal-side",
    ];
}
