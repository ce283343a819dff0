using Cypp.Access;

namespace Cypp.Outcomes;

/// <summary>Who may do what in outcomes: its names here, the rule of each in access-matrix.json.</summary>
internal static class Policies
{
    public static readonly Policy ReadCounts = AccessMatrix.Of("Outcomes_ReadCounts");
    public static readonly Policy ClosePeriod = AccessMatrix.Of("Outcomes_ClosePeriod");
    public static readonly Policy ReplayProjection = AccessMatrix.Of("Outcomes_ReplayProjection");
}
