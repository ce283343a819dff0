using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Identity.Features;

/// <summary>Lets a revoked client or agency have tokens again; a revoked signing key never comes back (ID-5).</summary>
internal sealed class Reinstate(IdentityDb db)
{
    public Task HandleAsync(RevocationKind kind, string subject, CancellationToken cancellationToken) => db.Revocations
        .Where(row => row.Kind == kind && row.Subject == subject && row.Kind != RevocationKind.SigningKey)
        .ExecuteDeleteAsync(cancellationToken);
}
