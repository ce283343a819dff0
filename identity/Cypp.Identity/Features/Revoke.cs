using Cypp.Access;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Identity.Features;

/// <summary>Stops a client, an agency with all its clients, or a person with all their sessions: no new token at once, none in use after a minute (ID-5).</summary>
internal sealed class Revoke(IdentityDb db, EndSessions sessions, TimeProvider clock)
{
    public sealed record Request;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/agencies/{agencyId:guid}/revocation", PostAgencyAsync)
            .Requires(Policies.RevokeAgency).WithSummary("Stop an agency with all its clients and people.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/agencies/{agencyId:guid}/clients/{clientId}/revocation", PostClientAsync)
            .Requires(Policies.RevokeClient).WithSummary("Stop one client.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/agencies/{agencyId:guid}/people/{practitionerId:guid}/revocation", PostPersonAsync)
            .Requires(Policies.RevokePractitioner).WithSummary("Stop a person in every session.").ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <returns><c>client-unknown</c>, <c>agency-unknown</c>, <c>practitioner-unknown</c>, or null; again changes nothing.</returns>
    public async Task<Error?> HandleAsync(RevocationKind kind, string subject, CancellationToken cancellationToken)
    {
        if (kind == RevocationKind.Client && !await db.Clients.AnyAsync(client => client.ClientId == subject, cancellationToken))
        {
            return AgencyErrors.ClientUnknown;
        }

        if (kind == RevocationKind.Agency && !(Guid.TryParse(subject, out var id) && await db.Agencies.AnyAsync(agency => agency.Id == id, cancellationToken)))
        {
            return AgencyErrors.AgencyUnknown;
        }

        if (kind == RevocationKind.Practitioner)
        {
            if (!Guid.TryParse(subject, out var person) || await db.Practitioners.FirstOrDefaultAsync(row => row.Id == person, cancellationToken) is not { } known)
            {
                return PractitionerErrors.Unknown;
            }

            // Whoever is let in again later is let in without it.
            await db.EndGrantsAsync(known.AgencyId, known.Id, clock.GetUtcNow(), cancellationToken);
        }

        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        if (await db.Revocations.FirstOrDefaultAsync(row => row.Kind == kind && row.Subject == subject, cancellationToken) is not { } before)
        {
            db.Revocations.Add(new Revocation { Kind = kind, Subject = subject, RevokedAt = now });
        }
        else if (before.LiftedAt is not null)
        {
            (before.RevokedAt, before.LiftedAt) = (now, null);
        }

        await db.SaveChangesAsync(cancellationToken);
        if (kind == RevocationKind.Practitioner)
        {
            await sessions.OfPractitionerAsync(Guid.Parse(subject), cancellationToken);
        }

        return null;
    }

    private static Task<Results<NoContent, ProblemHttpResult>> PostAgencyAsync(
        Guid agencyId, Request request, CurrentPractitioner practitioner, IdentityDb db, Revoke revoke, CancellationToken cancellationToken) => db.SetAccessAsync(
        practitioner, agencyId, Policies.RevokeAgency, () => revoke.HandleAsync(RevocationKind.Agency, Revocation.SubjectOf(agencyId), cancellationToken), cancellationToken);

    private static Task<Results<NoContent, ProblemHttpResult>> PostClientAsync(
        Guid agencyId, string clientId, Request request, CurrentPractitioner practitioner, IdentityDb db, Revoke revoke, CancellationToken cancellationToken) => db.SetAccessAsync(
        practitioner, agencyId, clientId, Policies.RevokeClient, () => revoke.HandleAsync(RevocationKind.Client, clientId, cancellationToken), cancellationToken);

    private static Task<Results<NoContent, ProblemHttpResult>> PostPersonAsync(
        Guid agencyId, Guid practitionerId, Request request, CurrentPractitioner practitioner, IdentityDb db, Revoke revoke, CancellationToken cancellationToken) => db.SetAccessAsync(
        practitioner, agencyId, practitionerId, Policies.RevokePractitioner,
        () => revoke.HandleAsync(RevocationKind.Practitioner, Revocation.SubjectOf(practitionerId), cancellationToken), cancellationToken);
}
