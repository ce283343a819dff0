using Cypp.Access.Relationships;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.ServiceKit.Errors;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.ChildProtection;

/// <summary>
/// A chair, and a coordinator, is accountable to no one who manages the case: neither allocated to one of the children,
/// now or before, nor the one who took the decision on a referral (Working Together 2015, chapter 1).
/// </summary>
internal static class ChairIndependence
{
    public static async Task<Error?> IsBrokenAsync(
        SafeguardingDb db, Guid chairId, IReadOnlyList<Referral> referrals, CancellationToken cancellationToken) =>
        await HoldsACaseAsync(db, chairId, referrals, cancellationToken) ? ProtectionErrors.ChairNotIndependent : null;

    public static async Task<bool> HoldsACaseAsync(
        SafeguardingDb db, Guid practitionerId, IReadOnlyList<Referral> referrals, CancellationToken cancellationToken)
    {
        var children = referrals.Select(referral => referral.ChildId).ToList();
        return referrals.Any(referral => referral.DecidedBy == practitionerId)
            || await db.Set<Relationship>().AnyAsync(
                one => one.Kind == RelationshipKinds.Caseload && one.PractitionerId == practitionerId && children.Contains(one.ChildId),
                cancellationToken);
    }
}
