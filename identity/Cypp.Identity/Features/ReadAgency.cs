using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.Identity.Protocol;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;

namespace Cypp.Identity.Features;

/// <summary>An agency as it is registered, with its clients and the names of their keys.</summary>
internal static class ReadAgency
{
    /// <param name="ContractEndsOn">Null: no end is agreed.</param>
    /// <param name="Revoked">None of its clients gets a token, none of its people gets in.</param>
    public sealed record Response(
        Guid AgencyId, string Name, string Type, string? Cluster, IReadOnlyList<string> Roles, DateOnly? ContractEndsOn, bool Revoked,
        IReadOnlyList<ClientItem> Clients);

    /// <param name="IsWeb">People sign in through it.</param>
    /// <param name="CertificateThumbprints">To these its tokens are bound; none: to nothing.</param>
    public sealed record ClientItem(string ClientId, bool IsWeb, bool Revoked, IReadOnlyList<string> KeyIds, IReadOnlyList<string> CertificateThumbprints);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/agencies/{agencyId:guid}", HandleAsync)
        .Requires(Policies.ReadAgency)
        .WithSummary("Read an agency with its clients.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid agencyId, CurrentPractitioner practitioner, IdentityDb db, IOpenIddictApplicationManager clients, HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (await db.AgencyForAsync(practitioner, agencyId, cancellationToken) is not { } agency)
        {
            return new NotFoundError().ToProblem();
        }

        var revoked = await db.RevocationsInForce.Where(row => row.Kind == RevocationKind.Client || row.Kind == RevocationKind.Agency)
            .Select(row => row.Subject).ToListAsync(cancellationToken);
        List<ClientItem> items = [];
        foreach (var client in await db.Clients.Where(row => row.AgencyId == agencyId).OrderBy(row => row.ClientId).ToListAsync(cancellationToken))
        {
            items.Add(new(
                client.ClientId, client.IsWeb, revoked.Contains(client.ClientId), await clients.KeyIdsAsync(client.ClientId, cancellationToken),
                client.CertificateThumbprints));
        }

        db.Audit(practitioner, Policies.ReadAgency, "agency", agencyId, childId: null);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(agency);
        return TypedResults.Ok(new Response(
            agency.Id, agency.Name, agency.Type, agency.Cluster, agency.Roles, agency.ContractEndsOn, revoked.Contains(Revocation.SubjectOf(agencyId)), items));
    }
}
