using Cypp.Access;
using Cypp.Contracts;

namespace Cypp.Learning;

/// <summary>Who may do what in learning: the service's part of the matrix, one line an operation.</summary>
internal static class Policies
{
    public static readonly Policy SaveSchool = new("Learning_SaveSchool", Purposes.Education, Roles.EducationSafeguardingLead);
    public static readonly Policy ReadSchool = new(
        "Learning_ReadSchool", Purposes.Education, Roles.EducationSafeguardingLead, Roles.SchoolLead, Roles.SchoolOfficer, Roles.KeyAdult, Roles.SchoolTeacher);

    public static readonly Policy EnrolPupil = new("Learning_EnrolPupil", Purposes.Education, Roles.SchoolOfficer);
    public static readonly Policy ReadEnrolment = new("Learning_ReadEnrolment", Purposes.Education, Roles.SchoolOfficer);
    public static readonly Policy RecordDeparture = new("Learning_RecordDeparture", Purposes.Education, Roles.SchoolOfficer);
    public static readonly Policy RegisterHomeEducation = new("Learning_RegisterHomeEducation", Purposes.Education, Roles.HomeEducationOfficer);

    public static readonly Policy UploadAttendance = new("Learning_UploadAttendance", Purposes.Education, Roles.SchoolOfficer);
    public static readonly Policy ReadAttendanceUpload = new("Learning_ReadAttendanceUpload", Purposes.Education, Roles.SchoolOfficer);
    public static readonly Policy ReadPupilAttendance = new(
        "Learning_ReadPupilAttendance", Purposes.Education, Roles.SchoolLead, Roles.SchoolOfficer, Roles.SchoolTeacher, Roles.KeyAdult);

    // Narrower than a school's other records: the guidance sends a notice to the key adult, not to the school.
    public static readonly Policy ReadNotice = new(
        "Learning_ReadNotice", Purposes.Safeguarding, Roles.KeyAdult, Roles.HomeEducationOfficer, Roles.EducationSafeguardingLead);
    public static readonly Policy ReadInbox = new(
        "Learning_ReadInbox", Purposes.Safeguarding, Roles.KeyAdult, Roles.HomeEducationOfficer, Roles.EducationSafeguardingLead);
    public static readonly Policy AcknowledgeNotice = new(
        "Learning_AcknowledgeNotice", Purposes.Safeguarding, Roles.KeyAdult, Roles.HomeEducationOfficer, Roles.EducationSafeguardingLead);
}
