using Cypp.Access;
using Cypp.Identity.Domain;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Identity.Data;

/// <summary>What an administrator may come upon: another agency, its clients and its people are as if absent.</summary>
internal static class Administered
{
    public static async Task<Agency?> AgencyForAsync(this IdentityDb db, CurrentPractitioner by, Guid agencyId, CancellationToken cancellationToken) =>
        Administration.Reaches(by, agencyId) ? await db.Agencies.FirstOrDefaultAsync(row => row.Id == agencyId, cancellationToken) : null;

    public static async Task<bool> HasClientAsync(this IdentityDb db, CurrentPractitioner by, Guid agencyId, string clientId, CancellationToken cancellationToken) =>
        Administration.Reaches(by, agencyId) && await db.Clients.AnyAsync(row => row.ClientId == clientId && row.AgencyId == agencyId, cancellationToken);

    public static async Task<Practitioner?> PersonForAsync(
        this IdentityDb db, CurrentPractitioner by, Guid agencyId, Guid practitionerId, CancellationToken cancellationToken) =>
        Administration.Reaches(by, agencyId)
            ? await db.Practitioners.FirstOrDefaultAsync(row => row.Id == practitionerId && row.AgencyId == agencyId, cancellationToken) : null;

    /// <summary>All or nothing; where a transaction is open already, a part of it.</summary>
    public static async Task TogetherAsync(this IdentityDb db, Func<Task> work, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            await work();
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await work();
        await transaction.CommitAsync(cancellationToken);
    }
}
