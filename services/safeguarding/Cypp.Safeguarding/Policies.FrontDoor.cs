using Cypp.Access;
using Cypp.Contracts;

namespace Cypp.Safeguarding;

/// <summary>Who may do what in safeguarding: the service's part of the matrix, one line an operation.</summary>
internal static partial class Policies
{
    /// <summary>Whoever works with children may tell the front door; nobody needs a relationship for it (security.md 2.3).</summary>
    private static string[] Partners =>
    [
        Roles.SchoolLead, Roles.KeyAdult, Roles.SchoolTeacher, Roles.SchoolOfficer, Roles.LeadPractitioner, Roles.ClusterManager, Roles.Police,
        Roles.DutyAndAdvice, Roles.OutOfHours, Roles.SocialWorker, Roles.SocialWorkManager, Roles.SeniorManager, Roles.ConferenceChair,
        Roles.FamilyGroupConferenceCoordinator, Roles.EmergencyDepartment, Roles.HealthVisitor, Roles.EducationSafeguardingLead,
        Roles.HomeEducationOfficer,
    ];

    public static readonly Policy MakeContact = new("Safeguarding_MakeContact", Purposes.Safeguarding, Partners);
    public static readonly Policy ReportPoliceIncident = new("Safeguarding_ReportPoliceIncident", Purposes.Safeguarding, Roles.Police);

    /// <summary>A teacher hands a concern in and cannot read it back: the school's designated lead answers for it.</summary>
    public static readonly Policy ReadContact = new(
        "Safeguarding_ReadContact", Purposes.Safeguarding, [.. Partners.Where(role => role != Roles.SchoolTeacher)]);

    public static readonly Policy CheckForDanger = new("Safeguarding_CheckForDanger", Purposes.Safeguarding, Roles.OutOfHours);
    public static readonly Policy ListReferrals = new(
        "Safeguarding_ListReferrals", Purposes.Safeguarding, Roles.DutyAndAdvice, Roles.OutOfHours, Roles.SocialWorkManager, Roles.SocialWorker);

    public static readonly Policy ReadReferral = new(
        "Safeguarding_ReadReferral", Purposes.Safeguarding,
        Roles.DutyAndAdvice, Roles.OutOfHours, Roles.SocialWorkManager, Roles.SocialWorker, Roles.ConferenceChair);

    public static readonly Policy AcknowledgeReferral = new("Safeguarding_AcknowledgeReferral", Purposes.Safeguarding, Roles.DutyAndAdvice);
    public static readonly Policy AcceptReferral = new("Safeguarding_AcceptReferral", Purposes.Safeguarding, Roles.SocialWorkManager, Roles.SocialWorker);
    public static readonly Policy DeclineReferral = new("Safeguarding_DeclineReferral", Purposes.Safeguarding, Roles.DutyAndAdvice, Roles.SocialWorkManager);
    public static readonly Policy ReadCounts = new("Safeguarding_ReadCounts", Purposes.Administration, Roles.SocialWorkManager, Roles.DutyAndAdvice);
    public static readonly Policy ReadInbox = new("Safeguarding_ReadInbox", Purposes.Safeguarding, [.. Partners, Roles.Auditor]);
    public static readonly Policy AcknowledgeNotice = new("Safeguarding_AcknowledgeNotice", Purposes.Safeguarding, [.. Partners, Roles.Auditor]);
}
