using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Identity.Features;

/// <summary>
/// From now on a client gets a token only when its request came with a certificate that is registered, and the token is good with that one
/// only (RFC 8705); a second beside the first is how it changes it (ID-2).
/// </summary>
internal sealed class AddClientCertificate(IdentityDb db, TimeProvider clock)
{
    /// <param name="Thumbprint">SHA-256 of the certificate, base64url, as its tokens will have it.</param>
    public sealed record Response(string Thumbprint);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/agencies/{agencyId:guid}/clients/{clientId}/certificates", PostAsync)
        .Requires(Policies.AddClientCertificate)
        .WithSummary("Add a client's certificate: its tokens are bound to what it shows; two while it changes.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    /// <returns><c>client-unknown</c>, <c>certificate-unusable</c>, <c>certificates-two</c>, or null; the same again changes nothing.</returns>
    public async Task<Error?> HandleAsync(string clientId, ClientCertificate certificate, CancellationToken cancellationToken)
    {
        if (certificate.EndsAt <= clock.GetUtcNow())
        {
            return AgencyErrors.CertificateUnusable;
        }

        if (await db.Clients.FirstOrDefaultAsync(row => row.ClientId == clientId, cancellationToken) is not { } client)
        {
            return AgencyErrors.ClientUnknown;
        }

        var error = client.AddCertificate(certificate.Thumbprint);
        await db.SaveChangesAsync(cancellationToken);
        return error;
    }

    private static async Task<Results<Created<Response>, ProblemHttpResult>> PostAsync(
        Guid agencyId, string clientId, ClientCertificate.Given request, CurrentPractitioner practitioner, IdentityDb db, AddClientCertificate add,
        CancellationToken cancellationToken)
    {
        if (!await db.HasClientAsync(practitioner, agencyId, clientId, cancellationToken))
        {
            return new NotFoundError().ToProblem();
        }

        if (!ClientCertificate.TryRead(request.Pem, out var certificate, out var error)
            || (error = await add.HandleAsync(clientId, certificate, cancellationToken)) is not null)
        {
            return error.ToProblem();
        }

        db.Audit(practitioner, Policies.AddClientCertificate, "client", agencyId, childId: null, detail: clientId);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created((string?)null, new Response(certificate.Thumbprint));
    }
}
