using Cypp.Access;
using Cypp.Identity.Domain;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Identity.Data;

/// <summary>What takes two people: proposals, and what ends them (AZ-5).</summary>
internal static class Grants
{
    /// <param name="practitionerId">Null: for the agency itself.</param>
    /// <returns>Ids of what waits for a second person from now on.</returns>
    public static IReadOnlyList<Guid> Propose(
        this IdentityDb db, CurrentPractitioner by, Guid agencyId, Guid? practitionerId, IEnumerable<string> rights, DateTimeOffset now)
    {
        var proposed = rights.Select(right => new Grant
        {
            Id = Guid.CreateVersion7(now),
            AgencyId = agencyId,
            PractitionerId = practitionerId,
            Right = right,
            ProposedBy = by.PractitionerId,
            ProposedAt = now,
        }).ToList();
        db.Grants.AddRange(proposed);
        return [.. proposed.Select(grant => grant.Id)];
    }

    /// <summary>Ends what waits, and the right to override; an approved role is the agency's or person's own and ends there.</summary>
    /// <param name="practitionerId">Null: the agency's own, not its people's.</param>
    /// <returns>Whether the person could override until now.</returns>
    public static async Task<bool> EndGrantsAsync(
        this IdentityDb db, Guid agencyId, Guid? practitionerId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = await db.Grants.Where(row => row.AgencyId == agencyId && row.PractitionerId == practitionerId && row.EndedAt == null
            && (row.ApprovedAt == null || row.Right == Grant.MayOverride)).ToListAsync(cancellationToken);
        open.ForEach(grant => grant.End(now));
        return open.Exists(grant => grant.ApprovedAt is not null);
    }

    /// <summary>Whether the person may break the glass: asked anew for each token.</summary>
    public static Task<bool> MayOverrideAsync(this IdentityDb db, Guid practitionerId, CancellationToken cancellationToken) =>
        db.Grants.AnyAsync(row => row.PractitionerId == practitionerId && row.Right == Grant.MayOverride && row.ApprovedAt != null && row.EndedAt == null, cancellationToken);

    /// <summary>Granted, or waiting for its second person.</summary>
    public static Task<bool> HasOpenOverrideAsync(this IdentityDb db, Guid practitionerId, CancellationToken cancellationToken) =>
        db.Grants.AnyAsync(row => row.PractitionerId == practitionerId && row.Right == Grant.MayOverride && row.EndedAt == null, cancellationToken);
}
