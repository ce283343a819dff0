using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.Identity.Protocol;
using Cypp.ServiceKit.Errors;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Cypp.Identity.Features;

/// <summary>
/// Registers a client through which an agency's people sign in, or brings it up to date: code flow only, with its own key,
/// for people of that agency and no other (ID-2, ID-7).
/// </summary>
internal sealed class RegisterWebClient(IdentityDb db, IOpenIddictApplicationManager clients)
{
    /// <param name="Redirects">Where it takes its answers, each compared exactly.</param>
    /// <param name="Scopes">Services that its tokens are for; all if left out.</param>
    public sealed record Request(
        Guid AgencyId, string ClientId, IReadOnlyList<JsonWebKey> Keys, IReadOnlyCollection<Uri> Redirects, IReadOnlyCollection<string>? Scopes = null);

    public async Task<Error?> HandleAsync(Request request, CancellationToken cancellationToken)
    {
        var error = request.ClientId.Length is 0 or > Agency.CodeLength ? AgencyErrors.ClientMissing : PublicKeys.AreUsable(request.Keys);
        error ??= request.Scopes?.All(ServiceScopes.All.Contains) is false ? AgencyErrors.UnknownScope : null;
        error ??= request.Redirects.Count > 0 && request.Redirects.All(IsUsable) ? null : PractitionerErrors.RedirectUnusable;
        if (error is not null)
        {
            return error;
        }

        if (await db.Agencies.FirstOrDefaultAsync(row => row.Id == request.AgencyId, cancellationToken) is not { } agency)
        {
            return AgencyErrors.AgencyUnknown;
        }

        var client = await db.Clients.FirstOrDefaultAsync(row => row.ClientId == request.ClientId, cancellationToken);
        if (client is not null && (client.AgencyId != agency.Id || !client.IsWeb))
        {
            return client.IsWeb ? AgencyErrors.ClientOfAnother : PractitionerErrors.ClientOfAnotherKind;
        }

        if (client is null)
        {
            db.Clients.Add(new AgencyClient { ClientId = request.ClientId, AgencyId = agency.Id, IsWeb = true });
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await clients.SaveAsync(Describe(request, agency), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    private static OpenIddictApplicationDescriptor Describe(Request request, Agency agency)
    {
        var descriptor = new OpenIddictApplicationDescriptor
        {
            ClientId = request.ClientId,
            ClientType = ClientTypes.Confidential,
            DisplayName = agency.Name,
            JsonWebKeySet = ClientKeys.SetOf(request.Keys),
            Permissions =
            {
                Permissions.Endpoints.PushedAuthorization, Permissions.Endpoints.Authorization, Permissions.Endpoints.Token,
                Permissions.GrantTypes.AuthorizationCode, Permissions.GrantTypes.RefreshToken, Permissions.ResponseTypes.Code,
            },
            Requirements = { Requirements.Features.ProofKeyForCodeExchange, Requirements.Features.PushedAuthorizationRequests },
        };
        descriptor.Permissions.UnionWith((request.Scopes ?? ServiceScopes.All).Select(scope => Permissions.Prefixes.Scope + scope));
        descriptor.RedirectUris.UnionWith(request.Redirects);
        return descriptor;
    }

    private static bool IsUsable(Uri redirect) =>
        redirect is { IsAbsoluteUri: true, Query: "", Fragment: "", UserInfo: "" } && (redirect.Scheme == Uri.UriSchemeHttps || (redirect.Scheme == Uri.UriSchemeHttp && redirect.IsLoopback));
}
