using Cypp.Access;

namespace Cypp.Health;

/// <summary>Who may do what in health: its names here, the rule of each in access-matrix.json.</summary>
internal static class Policies
{
    // No relationship is asked for: an emergency department meets a child for the first time. So it gets a flag only,
    // every look-up is audited, and social work is told (as CP-IS does).
    public static readonly Policy LookUpAlerts = AccessMatrix.Of("Health_LookUpAlerts");
}
