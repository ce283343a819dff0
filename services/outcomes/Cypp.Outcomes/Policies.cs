using Cypp.Access;
using Cypp.Contracts;
using static Cypp.Access.Roles;

namespace Cypp.Outcomes;

/// <summary>Who may do what in outcomes: the service's part of the matrix, one line an operation.</summary>
internal static class Policies
{
    public static readonly Policy ReadCounts = new("Outcomes_ReadCounts", Purposes.Statistics, ClusterManager, SocialWorkManager, PerformanceManager);
    public static readonly Policy ClosePeriod = new("Outcomes_ClosePeriod", Purposes.Statistics, PerformanceManager);
    public static readonly Policy ReplayProjection = new("Outcomes_ReplayProjection", Purposes.Administration, PlatformOperator);
}
