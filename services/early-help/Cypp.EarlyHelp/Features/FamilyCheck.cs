using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Cypp.ServiceKit.Errors;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Features;

/// <summary>
/// What the index told contradicts a request. What it has not told yet contradicts nothing: a message may still be on
/// its way, and absence is not evidence (domain 20).
/// </summary>
internal static class FamilyCheck
{
    public static async Task<Error?> StrangeToFamilyAsync(
        this EarlyHelpDb db, Guid familyId, IReadOnlyList<Guid> childIds, IReadOnlyList<Guid> adultIds, CancellationToken cancellationToken) =>
        await db.KnownChildren.AnyAsync(child => childIds.Contains(child.ChildId) && child.FamilyId != null && child.FamilyId != familyId, cancellationToken)
            ? CaseErrors.ChildNotInFamily
            : await db.StrangeAdultAsync(childIds, adultIds, "agreement.agreedByAdultIds", cancellationToken);

    public static async Task<Error?> StrangeAdultAsync(
        this EarlyHelpDb db, IReadOnlyList<Guid> childIds, IReadOnlyList<Guid> adultIds, string field, CancellationToken cancellationToken)
    {
        var known = await db.KnownAdults.Where(adult => childIds.Contains(adult.ChildId)).ToListAsync(cancellationToken);
        var toldOfAll = childIds.All(child => known.Exists(adult => adult.ChildId == child));
        return toldOfAll && adultIds.Except(known.Select(adult => adult.AdultId)).Any() ? CaseErrors.AdultNotInFamily with { Field = field } : null;
    }
}
