using Cypp.Access;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Identity.Features;

/// <summary>Lets a revoked client, agency or person have new tokens; those of before stay refused, and a revoked signing key never comes back (ID-5).</summary>
internal sealed class Reinstate(IdentityDb db, TimeProvider clock)
{
    public sealed record Request;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/agencies/{agencyId:guid}/reinstatement", PostAgencyAsync)
            .Requires(Policies.ReinstateAgency).WithSummary("Let a revoked agency in again.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/agencies/{agencyId:guid}/clients/{clientId}/reinstatement", PostClientAsync)
            .Requires(Policies.ReinstateClient).WithSummary("Let a revoked client in again.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/agencies/{agencyId:guid}/people/{practitionerId:guid}/reinstatement", PostPersonAsync)
            .Requires(Policies.ReinstatePractitioner).WithSummary("Let a revoked person in again.").ProducesProblem(StatusCodes.Status404NotFound);
    }

    public Task HandleAsync(RevocationKind kind, string subject, CancellationToken cancellationToken) => db.RevocationsInForce
        .Where(row => row.Kind == kind && row.Subject == subject && row.Kind != RevocationKind.SigningKey)
        .ExecuteUpdateAsync(row => row.SetProperty(revoked => revoked.LiftedAt, clock.GetUtcNow().ToUnixTimeSeconds()), cancellationToken);

    private static Task<Results<NoContent, ProblemHttpResult>> PostAgencyAsync(
        Guid agencyId, Request request, CurrentPractitioner practitioner, IdentityDb db, Reinstate reinstate, CancellationToken cancellationToken) => db.SetAccessAsync(
        practitioner, agencyId, Policies.ReinstateAgency, () => reinstate.DoneAsync(RevocationKind.Agency, Revocation.SubjectOf(agencyId), cancellationToken), cancellationToken);

    private static Task<Results<NoContent, ProblemHttpResult>> PostClientAsync(
        Guid agencyId, string clientId, Request request, CurrentPractitioner practitioner, IdentityDb db, Reinstate reinstate, CancellationToken cancellationToken) => db.SetAccessAsync(
        practitioner, agencyId, clientId, Policies.ReinstateClient, () => reinstate.DoneAsync(RevocationKind.Client, clientId, cancellationToken), cancellationToken);

    private static Task<Results<NoContent, ProblemHttpResult>> PostPersonAsync(
        Guid agencyId, Guid practitionerId, Request request, CurrentPractitioner practitioner, IdentityDb db, Reinstate reinstate, CancellationToken cancellationToken) => db.SetAccessAsync(
        practitioner, agencyId, practitionerId, Policies.ReinstatePractitioner,
        () => reinstate.DoneAsync(RevocationKind.Practitioner, Revocation.SubjectOf(practitionerId), cancellationToken), cancellationToken);

    private async Task<Error?> DoneAsync(RevocationKind kind, string subject, CancellationToken cancellationToken)
    {
        await HandleAsync(kind, subject, cancellationToken);
        return null;
    }
}
