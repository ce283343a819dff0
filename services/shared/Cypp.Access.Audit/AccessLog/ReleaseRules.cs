using System.Collections.Frozen;
using Cypp.Contracts;

namespace Cypp.Access.Audit.AccessLog;

/// <summary>Who asks to see who looked at a child.</summary>
/// <param name="AdultId">The parent's id; null when the child asks.</param>
internal sealed record Requester(Guid? AdultId);

/// <summary>
/// Which entries of a child's access log may reach a requester (CONTEXT.md, "Adult who must not be told"; serious harm,
/// DPA 2018 Schedule 3 part 2). What is not known to be harmless is withheld: a police look-up or a contact tells an
/// abuser that somebody spoke.
/// </summary>
internal static class ReleaseRules
{
    public const string AdultNotToBeTold = "adult-not-to-be-told";
    public const string HiddenLocation = "hidden-location";
    public const string Safeguarding = "safeguarding";
    public const string OthersRequest = "another-request";

    // Families know of these people and why they look: none of them acts on what was said behind a parent's back.
    private static readonly FrozenSet<string> OpenRoles = FrozenSet.ToFrozenSet(
    [
        Roles.SchoolTeacher, Roles.SchoolOfficer, Roles.SchoolLead, Roles.LeadPractitioner, Roles.ClusterManager, Roles.HealthVisitor,
        Roles.HomeEducationOfficer, Roles.PerformanceManager, Roles.Analyst,
    ]);

    private static readonly FrozenSet<string> OpenPurposes = FrozenSet.ToFrozenSet([Purposes.EarlyHelp, Purposes.Education, Purposes.Statistics, Purposes.DirectCare]);

    /// <param name="untold">Adults who must not be told about this child; null where this service does not know.</param>
    /// <returns>Why the entry is withheld, as a code; null when it may be released.</returns>
    public static string? Withholds(Requester requester, AuditRow row, IReadOnlySet<Guid>? untold) => row switch
    {
        _ when requester.AdultId is { } adult && untold?.Contains(adult) == true => AdultNotToBeTold,
        // That somebody else asked is that person's.
        { Role: Roles.DataProtectionOfficer } => OthersRequest,
        _ when OpenRoles.Contains(row.Role) && OpenPurposes.Contains(row.Purpose) => null,
        // What a child is given can be read at home: all of it only where it is known that there is nobody to fear.
        _ when requester.AdultId is null && untold is { Count: 0 } => null,
        _ => Safeguarding,
    };
}
