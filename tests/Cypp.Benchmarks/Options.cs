using Cypp.Benchmarks.Measuring;

namespace Cypp.Benchmarks;

/// <param name="Rounds">At least three: the median counts.</param>
/// <param name="Length">Of one load.</param>
/// <param name="WarmUp">Load before the first round, on each peer: code is compiled anew until some 20,000 requests.</param>
/// <param name="Children">Of the index, each number in turn: some are added for each.</param>
/// <param name="Sent">Most messages that lie sent in an outbox.</param>
/// <param name="Messages">How many are sent, or taken in, in a round.</param>
/// <param name="Marks">Most attendance marks of the city's pupils, in whole school days.</param>
internal sealed record Options(int Rounds, TimeSpan Length, TimeSpan WarmUp, IReadOnlyList<int> Children, int Sent, int Messages, int Marks);

/// <summary>What a group of goals showed.</summary>
internal sealed record Measured(IReadOnlyList<Ratio> Ratios, IReadOnlyList<Reading> Readings)
{
    /// <summary>What grows with what.</summary>
    public IReadOnlyList<Growth> Growths { get; init; } = [];
}
