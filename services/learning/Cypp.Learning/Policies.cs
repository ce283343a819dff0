using Cypp.Access;

namespace Cypp.Learning;

/// <summary>Who may do what in learning: its names here, the rule of each in access-matrix.json.</summary>
internal static class Policies
{
    public static readonly Policy SaveSchool = AccessMatrix.Of("Learning_SaveSchool");
    public static readonly Policy ReadSchool = AccessMatrix.Of("Learning_ReadSchool");
    public static readonly Policy EnrolPupil = AccessMatrix.Of("Learning_EnrolPupil");
    public static readonly Policy ReadEnrolment = AccessMatrix.Of("Learning_ReadEnrolment");
    public static readonly Policy RecordDeparture = AccessMatrix.Of("Learning_RecordDeparture");
    public static readonly Policy RegisterHomeEducation = AccessMatrix.Of("Learning_RegisterHomeEducation");
    public static readonly Policy UploadAttendance = AccessMatrix.Of("Learning_UploadAttendance");
    public static readonly Policy ReadAttendanceUpload = AccessMatrix.Of("Learning_ReadAttendanceUpload");
    public static readonly Policy ReadPupilAttendance = AccessMatrix.Of("Learning_ReadPupilAttendance");

    // Narrower than a school's other records: the guidance sends a notice to the key adult, not to the school.
    public static readonly Policy ReadNotice = AccessMatrix.Of("Learning_ReadNotice");
    public static readonly Policy ReadInbox = AccessMatrix.Of("Learning_ReadInbox");
    public static readonly Policy AcknowledgeNotice = AccessMatrix.Of("Learning_AcknowledgeNotice");
}
