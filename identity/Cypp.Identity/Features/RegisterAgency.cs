using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.Identity.Protocol;
using Cypp.ServiceKit.Errors;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Cypp.Identity.Features;

/// <summary>Registers an agency and its client, or brings both up to date; the same request again changes nothing.</summary>
internal sealed class RegisterAgency(IdentityDb db, IOpenIddictApplicationManager clients)
{
    /// <param name="Keys">One public key, or two while a client rotates (ID-2).</param>
    /// <param name="SignsWithPkcs1">Its system knows RS256 and RS512 only (ID-1).</param>
    /// <param name="Scopes">Services that its tokens are for; all if left out.</param>
    public sealed record Request(
        Guid Id, string Name, string Type, string? Cluster, IReadOnlyCollection<string> Roles, string ClientId, IReadOnlyList<JsonWebKey> Keys,
        bool SignsWithPkcs1 = false, IReadOnlyCollection<string>? Scopes = null);

    public async Task<Error?> HandleAsync(Request request, CancellationToken cancellationToken)
    {
        var error = request.ClientId.Length is 0 or > Agency.CodeLength ? AgencyErrors.ClientMissing : PublicKeys.AreUsable(request.Keys);
        error ??= request.Scopes?.All(ServiceScopes.All.Contains) is false ? AgencyErrors.UnknownScope : null;
        if (error is not null)
        {
            return error;
        }

        var agency = await db.Agencies.FirstOrDefaultAsync(row => row.Id == request.Id, cancellationToken);
        if (agency is null)
        {
            agency = Agency.Register(request.Id);
            db.Agencies.Add(agency);
        }

        if (agency.Describe(request.Name, request.Type, request.Cluster, request.Roles) is { } refused)
        {
            return refused;
        }

        var client = await db.Clients.FirstOrDefaultAsync(row => row.ClientId == request.ClientId, cancellationToken);
        if (client is not null && client.AgencyId != request.Id)
        {
            return AgencyErrors.ClientOfAnother;
        }

        if (client is { IsWeb: true })
        {
            return PractitionerErrors.ClientOfAnotherKind;
        }

        if (client is null)
        {
            client = new AgencyClient { ClientId = request.ClientId, AgencyId = request.Id };
            db.Clients.Add(client);
        }

        client.SignsWithPkcs1 = request.SignsWithPkcs1;

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await SaveClientAsync(request, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    private async Task SaveClientAsync(Request request, CancellationToken cancellationToken)
    {
        var descriptor = new OpenIddictApplicationDescriptor
        {
            ClientId = request.ClientId,
            ClientType = ClientTypes.Confidential,
            DisplayName = request.Name,
            JsonWebKeySet = ClientKeys.SetOf(request.Keys),
            Permissions = { Permissions.Endpoints.Token, Permissions.GrantTypes.ClientCredentials },
        };
        descriptor.Permissions.UnionWith((request.Scopes ?? ServiceScopes.All).Select(scope => Permissions.Prefixes.Scope + scope));
        await clients.SaveAsync(descriptor, cancellationToken);
    }
}
