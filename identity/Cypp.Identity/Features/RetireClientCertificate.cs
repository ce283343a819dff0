using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Identity.Features;

/// <summary>No token is given for this certificate any more (RFC 8705). Without its last one the client gets tokens as those that never had one.</summary>
internal sealed class RetireClientCertificate(IdentityDb db)
{
    public sealed record Body(string Thumbprint);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/agencies/{agencyId:guid}/clients/{clientId}/retired-certificates", PostAsync)
        .Requires(Policies.RetireClientCertificate)
        .WithSummary("Retire one of a client's certificates; without any its tokens are bound to none.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    /// <returns><c>client-unknown</c>, <c>certificate-unknown</c>, or null.</returns>
    public async Task<Error?> HandleAsync(string clientId, string thumbprint, CancellationToken cancellationToken)
    {
        if (await db.Clients.FirstOrDefaultAsync(row => row.ClientId == clientId, cancellationToken) is not { } client)
        {
            return AgencyErrors.ClientUnknown;
        }

        var error = client.RetireCertificate(thumbprint);
        await db.SaveChangesAsync(cancellationToken);
        return error;
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> PostAsync(
        Guid agencyId, string clientId, Body request, CurrentPractitioner practitioner, IdentityDb db, RetireClientCertificate retire,
        CancellationToken cancellationToken)
    {
        if (!await db.HasClientAsync(practitioner, agencyId, clientId, cancellationToken))
        {
            return new NotFoundError().ToProblem();
        }

        if (await retire.HandleAsync(clientId, request.Thumbprint, cancellationToken) is { } error)
        {
            return error.ToProblem();
        }

        db.Audit(practitioner, Policies.RetireClientCertificate, "client", agencyId, childId: null, detail: clientId);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
