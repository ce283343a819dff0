using Cypp.Access;
using Cypp.Contracts;

namespace Cypp.Index;

/// <summary>Who may do what in the index: the service's part of the matrix, one line an operation.</summary>
internal static class Policies
{
    public static readonly Policy RegisterAdult = new(
        "Index_RegisterAdult", Purposes.Identification, Roles.LeadPractitioner, Roles.SocialWorker, Roles.Police, Roles.IndexOfficer);

    public static readonly Policy MatchAdult = new(
        "Index_MatchAdult", Purposes.Identification, Roles.LeadPractitioner, Roles.SocialWorker, Roles.Police, Roles.IndexOfficer, Roles.DutyAndAdvice);

    public static readonly Policy RegisterChild = new(
        "Index_RegisterChild", Purposes.Identification,
        Roles.SchoolOfficer, Roles.LeadPractitioner, Roles.SocialWorker, Roles.HealthVisitor, Roles.IndexOfficer, Roles.DutyAndAdvice);

    /// <summary>Everyone who deals with children; not those who see figures or platforms only, nor an auditor, whose commission names the child, nor who releases logs.</summary>
    public static readonly Policy MatchChild = new(
        "Index_MatchChild", Purposes.Identification,
        [.. Roles.All.Except([Roles.Analyst, Roles.PlatformOperator, Roles.PerformanceManager, Roles.Auditor, Roles.DataProtectionOfficer])]);

    public static readonly Policy RecordFamily = new(
        "Index_RecordFamily", Purposes.Identification, Roles.LeadPractitioner, Roles.SocialWorker, Roles.IndexOfficer);

    private static readonly string[] Readers =
    [
        Roles.LeadPractitioner, Roles.ClusterManager, Roles.SchoolLead, Roles.SchoolOfficer, Roles.SocialWorker, Roles.SocialWorkManager,
        Roles.SeniorManager, Roles.DutyAndAdvice, Roles.OutOfHours, Roles.HealthVisitor, Roles.IndexOfficer,
    ];

    public static readonly Policy ReadChild = new("Index_ReadChild", Purposes.Identification, Readers);
    public static readonly Policy ReadInvolvement = new("Index_ReadInvolvement", Purposes.Identification, Readers);

    /// <summary>Narrower than the record: a school learns of adults from the team around the family.</summary>
    public static readonly Policy ReadAdults = new(
        "Index_ReadAdults", Purposes.Identification,
        Roles.LeadPractitioner, Roles.SocialWorker, Roles.SocialWorkManager, Roles.DutyAndAdvice, Roles.OutOfHours, Roles.IndexOfficer);

    public static readonly Policy MoveChild = new("Index_MoveChild", Purposes.Identification, Roles.SocialWorker, Roles.LeadPractitioner);
    public static readonly Policy RelateAdult = new("Index_RelateAdult", Purposes.Identification, Roles.SocialWorker, Roles.LeadPractitioner, Roles.IndexOfficer);

    public static readonly Policy NameAdultNotToBeTold = new(
        "Index_NameAdultNotToBeTold", Purposes.Safeguarding, Roles.SocialWorker, Roles.LeadPractitioner, Roles.Police);

    public static readonly Policy ListMatches = new("Index_ListMatches", Purposes.Identification, Roles.IndexOfficer, Roles.DutyAndAdvice);
    public static readonly Policy SettleMatch = new("Index_SettleMatch", Purposes.Identification, Roles.IndexOfficer, Roles.DutyAndAdvice);
    public static readonly Policy ReadInbox = new("Index_ReadInbox", Purposes.Safeguarding, Roles.SocialWorker);
    public static readonly Policy AcknowledgeNotice = new("Index_AcknowledgeNotice", Purposes.Safeguarding, Roles.SocialWorker);
}
