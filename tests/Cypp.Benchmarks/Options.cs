using Cypp.Benchmarks.Measuring;

namespace Cypp.Benchmarks;

/// <param name="Rounds">At least three: the median counts.</param>
/// <param name="Length">Of one load.</param>
/// <param name="WarmUp">Load before the first round, on each peer: code is compiled anew until some 20,000 requests.</param>
internal sealed record Options(int Rounds, TimeSpan Length, TimeSpan WarmUp);

/// <summary>What a group of goals showed.</summary>
internal sealed record Measured(IReadOnlyList<Ratio> Ratios, IReadOnlyList<Reading> Readings);
