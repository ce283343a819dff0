using System.Collections.Frozen;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Restrictions;
using Cypp.Contracts.Index;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.ServiceKit.Errors;

namespace Cypp.Index.Features;

/// <summary>What both declarations of interest do: keep it, tell every service, and put on record who declared it of whom.</summary>
internal static class Interests
{
    private static readonly FrozenSet<string> Relations = new[] { "own-child", "relative", "neighbour", "colleagues-child" }.ToFrozenSet();

    /// <returns>Why it was not declared; null: it was.</returns>
    public static async Task<Error?> DeclareAsync(IndexDb db, CurrentPractitioner by, Policy policy, InterestDeclared declared, CancellationToken cancellationToken)
    {
        if (!Relations.Contains(declared.Relation))
        {
            return ChildErrors.RelationUnknown;
        }

        await db.TakeAsync(declared, cancellationToken);
        db.Publish(declared, key: declared.ChildId, by.AgencyId);
        db.Audit(by, policy, "practitioner", declared.PractitionerId, declared.ChildId, detail: declared.Relation);
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }
}
