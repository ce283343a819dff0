using Cypp.Access;
using Cypp.Contracts;

namespace Cypp.Health;

/// <summary>Who may do what in health: the service's part of the matrix, one line an operation.</summary>
internal static class Policies
{
    // No relationship is asked for: an emergency department meets a child for the first time. So it gets a flag only,
    // every look-up is audited, and social work is told (as CP-IS does).
    public static readonly Policy LookUpAlerts = new("Health_LookUpAlerts", Purposes.DirectCare, Roles.EmergencyDepartment);
}
