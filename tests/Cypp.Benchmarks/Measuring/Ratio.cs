namespace Cypp.Benchmarks.Measuring;

/// <summary>One goal as measured: a ratio a round, of two that ran one after the other in it.</summary>
/// <param name="Goal">P1, P3-miss ...</param>
/// <param name="What">Numerator and peer.</param>
/// <param name="Target">Limit of the median; an upper one unless <paramref name="AtLeast"/>.</param>
internal sealed record Ratio(string Goal, string What, double Target, bool AtLeast, IReadOnlyList<double> Rounds)
{
    public double Median { get; } = MedianOf(Rounds);

    public double Lowest => Rounds.Min();

    public double Highest => Rounds.Max();

    public bool IsMet => AtLeast ? Median >= Target : Median <= Target;

    public static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
