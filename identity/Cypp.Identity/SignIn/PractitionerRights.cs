using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Identity.SignIn;

/// <summary>What a person may do now: asked anew for each token, so that it ends with contract, role or a revocation (ID-5, AZ-5).</summary>
internal static class PractitionerRights
{
    /// <returns>The person, if of the agency, with roles in which to act; null otherwise, whatever is missing.</returns>
    public static async Task<Practitioner?> PractitionerOfAsync(
        this IdentityDb db, Agency agency, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var person = await db.Practitioners.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.AgencyId == agency.Id, cancellationToken);
        return person?.RolesIn(agency, now).Count > 0 && !await db.IsRevokedAsync(id, cancellationToken) ? person : null;
    }

    /// <summary>Whether an agency's system may name this person: of people who are registered here it may name none whose rights have ended.</summary>
    public static async Task<bool> MayBeNamedAsync(this IdentityDb db, Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.Practitioners.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } known
        || (now < known.RightsEnd && !await db.IsRevokedAsync(id, cancellationToken));

    /// <returns>Whether the session is one and was not ended.</returns>
    public static Task<bool> IsSessionAsync(this IdentityDb db, string session, CancellationToken cancellationToken) =>
        db.Sessions.AnyAsync(row => row.Id == session && row.Status == OpenIddict.Abstractions.OpenIddictConstants.Statuses.Valid, cancellationToken);

    /// <returns>
    /// Whether client, agency or person are revoked, or were let in again at a moment or after it: what was made before that stays refused,
    /// also what was made while the revocation was on its way.
    /// </returns>
    public static Task<bool> WasRevokedSinceAsync(
        this IdentityDb db, DateTimeOffset moment, string clientId, Agency agency, Guid practitionerId, CancellationToken cancellationToken)
    {
        var (since, agencyId, person) = (moment.ToUnixTimeSeconds(), Revocation.SubjectOf(agency.Id), Revocation.SubjectOf(practitionerId));
        return db.Revocations.AnyAsync(
            row => (row.LiftedAt == null || row.LiftedAt >= since)
                && ((row.Kind == RevocationKind.Client && row.Subject == clientId)
                    || (row.Kind == RevocationKind.Agency && row.Subject == agencyId)
                    || (row.Kind == RevocationKind.Practitioner && row.Subject == person)),
            cancellationToken);
    }

    public static Task<bool> IsRevokedAsync(this IdentityDb db, Guid id, CancellationToken cancellationToken)
    {
        var subject = Revocation.SubjectOf(id);
        return db.RevocationsInForce.AnyAsync(row => row.Kind == RevocationKind.Practitioner && row.Subject == subject, cancellationToken);
    }
}
