namespace Cypp.Access;

/// <summary>Roles in which a person acts, one at a time; an agency is allowed some of them.</summary>
public static class Roles
{
    /// <summary>School's designated safeguarding lead.</summary>
    public const string SchoolLead = "school-lead";

    /// <summary>Receives domestic-abuse notices for a school (Operation Encompass).</summary>
    public const string KeyAdult = "key-adult";
    public const string SchoolTeacher = "school-teacher";

    /// <summary>Uploads attendance and keeps the roll.</summary>
    public const string SchoolOfficer = "school-officer";

    public const string LeadPractitioner = "lead-practitioner";
    public const string ClusterManager = "cluster-manager";

    public const string Police = "police-public-protection";

    /// <summary>The front door in office hours.</summary>
    public const string DutyAndAdvice = "duty-and-advice";
    public const string OutOfHours = "out-of-hours";
    public const string SocialWorker = "social-worker";
    public const string SocialWorkManager = "social-work-manager";

    /// <summary>Named senior who may record why a family group conference is against a child's interests.</summary>
    public const string SeniorManager = "senior-manager";

    /// <summary>Chairs conferences and holds no case.</summary>
    public const string ConferenceChair = "conference-chair";

    /// <summary>Independent coordinator of family group conferences.</summary>
    public const string FamilyGroupConferenceCoordinator = "fgc-coordinator";

    public const string EmergencyDepartment = "emergency-department";
    public const string HealthVisitor = "health-visitor";

    /// <summary>Reads sampled cases, masked, under a dated commission of the LSCB.</summary>
    public const string Auditor = "lscb-auditor";

    /// <summary>The authority's lead for safeguarding in schools: gets notices not acknowledged by the bell.</summary>
    public const string EducationSafeguardingLead = "education-safeguarding-lead";

    /// <summary>The authority's officer for children educated at home or on no roll.</summary>
    public const string HomeEducationOfficer = "home-education-officer";

    /// <summary>Settles matches and keeps the index.</summary>
    public const string IndexOfficer = "index-officer";

    /// <summary>Closes periods of published figures.</summary>
    public const string PerformanceManager = "performance-manager";
    public const string Analyst = "analyst";

    /// <summary>Prepares what is released to a child or parent about who looked; sees no record.</summary>
    public const string DataProtectionOfficer = "data-protection-officer";

    /// <summary>Sees counts and parked messages; no child data.</summary>
    public const string PlatformOperator = "platform-operator";

    /// <summary>The operator's: registers agencies, their keys and first administrators; no child data.</summary>
    public const string PlatformAdministrator = "platform-administrator";

    /// <summary>Gives an agency's people the agency's own roles; no child data.</summary>
    public const string AgencyAdministrator = "agency-administrator";

    public const string CollegeLead = "college-lead";
    public const string Nurse = "nurse";
    public const string GeneralPractice = "gp-practice";
    public const string ChildrensCentreWorker = "childrens-centre-worker";
    public const string YouthWorker = "youth-worker";
    public const string YouthOffendingOfficer = "youth-offending-officer";
    public const string ProbationOfficer = "probation-officer";
    public const string HousingOfficer = "housing-officer";
    public const string ThirdSectorWorker = "third-sector-worker";
    public const string JobCentreAdviser = "job-centre-adviser";

    /// <summary>Published figures only, as the board.</summary>
    public const string PublicHealth = "public-health";
    public const string BoardMember = "board-member";


    /// <summary>Agreements, declarations of interest and reviews; no case text.</summary>
    public const string InformationGovernance = "information-governance";

    public static IReadOnlySet<string> All { get; } = AccessMatrix.Roles.Keys.ToHashSet();
}
