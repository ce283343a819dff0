using Cypp.ServiceKit.Postgres;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Cypp.Index.Data;

/// <summary>
/// What the index keeps of its children behind the second wall (DB-1), called by its migrations. Whose location is hidden, and who
/// must not be told, are not among it: a refusal follows from them.
/// </summary>
internal static class RowRules
{
    public static void Protect(MigrationBuilder migration) => RowSecurity.Protect(migration, new()
    {
        ByRelationship = ["child", "involvement", "enrolment", "child_adult"],
        AgencyColumns = new Dictionary<string, string> { ["child_match"] = "AskedByAgencyId" },
        Parts = [new("child_match_candidate", "MatchId", "child_match", "Id")],
        ChildColumns = new Dictionary<string, string> { ["child"] = "Id" },
    });
}
