using static Cypp.Access.Roles;

namespace Cypp.Story.Agencies;

/// <summary>The made-up agencies of the synthetic city.</summary>
public static class DemoAgencies
{
    public const string StoryCluster = "beck-valley";

    public static readonly DemoAgency SecondarySchool = new(
        "beckside-academy", "Beckside Academy (made up)", "school", StoryCluster, SchoolLead, KeyAdult, SchoolTeacher, SchoolOfficer);

    public static readonly DemoAgency PrimarySchool = new(
        "millrace-primary", "Millrace Primary School (made up)", "school", StoryCluster, SchoolLead, KeyAdult, SchoolTeacher, SchoolOfficer);

    public static readonly DemoAgency EarlyHelp = new(
        "beck-valley-early-help", "Beck Valley early help cluster (made up)", "early-help", StoryCluster, LeadPractitioner, ClusterManager);

    public static readonly DemoAgency PoliceForce = new("police", "Police public protection (made up)", "police", null, Police);

    public static readonly DemoAgency SocialWork = new(
        "social-work", "Children's social work (made up)", "social-care", null,
        DutyAndAdvice, OutOfHours, SocialWorker, SocialWorkManager, SeniorManager, ConferenceChair, FamilyGroupConferenceCoordinator,
        IndexOfficer, PerformanceManager, InformationGovernance);

    public static readonly DemoAgency EmergencyCare = new(
        "emergency-department", "Emergency department (made up)", "health", null, EmergencyDepartment);

    public static readonly DemoAgency Lscb = new("lscb-audit", "LSCB audit (made up)", "lscb", null, Auditor);

    /// <summary>The seven agencies that play the story.</summary>
    public static readonly IReadOnlyList<DemoAgency> Players = [SecondarySchool, PrimarySchool, EarlyHelp, PoliceForce, SocialWork, EmergencyCare, Lscb];

    /// <summary>Sets schools up and is there when a notice is not acknowledged.</summary>
    public static readonly DemoAgency Education = new(
        "education-service", "Education service of the authority (made up)", "education-authority", null, EducationSafeguardingLead, HomeEducationOfficer,
        DataProtectionOfficer);

    /// <summary>Runs the platform; sees no child.</summary>
    public static readonly DemoAgency Operator = new("platform", "Platform operators (made up)", "platform", null, PlatformOperator);
}
