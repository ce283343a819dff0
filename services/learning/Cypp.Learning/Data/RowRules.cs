using Cypp.ServiceKit.Postgres;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Cypp.Learning.Data;

/// <summary>
/// What learning keeps of its pupils behind the second wall (DB-1), called by its migrations: a roll is its school's own, also
/// of who left. Whose location is hidden is not among it: what is masked follows from it.
/// </summary>
internal static class RowRules
{
    public static void Protect(MigrationBuilder migration) => RowSecurity.Protect(migration, new()
    {
        ByRelationship = ["home_education", "notice", "pupil_to_total"],
        AgencyColumns = new Dictionary<string, string>
        {
            ["attendance_upload"] = "SchoolAgencyId",
            ["enrolment"] = "SchoolAgencyId",
            ["pupil_year"] = "SchoolAgencyId",
        },
        Parts =
        [
            new("session_mark", "EnrolmentId", "enrolment", "Id"),
            new("attendance_chunk", "UploadId", "attendance_upload", "Id"),
            new("attendance_rejection", "UploadId", "attendance_upload", "Id"),
        ],
    });
}
