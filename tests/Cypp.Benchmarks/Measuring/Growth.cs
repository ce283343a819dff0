namespace Cypp.Benchmarks.Measuring;

/// <summary>A cost at several sizes. On logarithmic axes a power of the size is a line, whose slope is the exponent.</summary>
/// <param name="Law">N, E ...</param>
/// <param name="Size">What is counted along the bottom.</param>
/// <param name="Cost">What is counted up the side, with its unit.</param>
/// <param name="Points">Smallest first, each with its rounds.</param>
internal sealed record Growth(string Law, string Size, string Cost, IReadOnlyList<GrowthPoint> Points)
{
    /// <summary>The slope of each round by itself.</summary>
    public IReadOnlyList<double> Exponents =>
        [.. Enumerable.Range(0, Points.Min(point => point.Rounds.Count)).Select(round => ExponentOf([.. Points.Select(point => (point.Size, point.Rounds[round]))]))];

    public Ratio ToRatio(double limit) => new(Law, $"exponent of {Cost} over {Size}", limit, false, Exponents);

    /// <summary>Least squares through the logarithms.</summary>
    public static double ExponentOf(IReadOnlyList<(double Size, double Cost)> points)
    {
        var logs = points.Select(point => (X: Math.Log(point.Size), Y: Math.Log(point.Cost))).ToList();
        var (x, y) = (logs.Average(log => log.X), logs.Average(log => log.Y));
        return logs.Sum(log => (log.X - x) * (log.Y - y)) / logs.Sum(log => (log.X - x) * (log.X - x));
    }
}

internal sealed record GrowthPoint(double Size, IReadOnlyList<double> Rounds);
