using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.Identity.Protocol;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
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

    /// <inheritdoc cref="Request"/>
    public sealed record Body(string ClientId, IReadOnlyList<PublicKeys.Given> Keys, IReadOnlyList<string> Redirects, IReadOnlyList<string>? Scopes = null);

    private const int MostRedirects = 20;

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/agencies/{agencyId:guid}/web-clients", PostAsync)
        .Requires(Policies.RegisterWebClient)
        .WithSummary("Register the client through which an agency's people sign in.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    public async Task<Error?> HandleAsync(Request request, CancellationToken cancellationToken)
    {
        var usable = request.Redirects.Count is > 0 and <= MostRedirects && request.Redirects.All(IsUsable);
        if ((ClientRegistration.Refuses(request.ClientId, request.Keys, request.Scopes) ?? (usable ? null : PractitionerErrors.RedirectUnusable)) is { } error)
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

        await db.TogetherAsync(async () =>
        {
            await db.SaveChangesAsync(cancellationToken);
            await clients.SaveAsync(Describe(request, agency), cancellationToken);
        }, cancellationToken);
        return null;
    }

    private static async Task<Results<Created<RegisterClient.Response>, ProblemHttpResult>> PostAsync(
        Guid agencyId, Body request, CurrentPractitioner practitioner, IdentityDb db, RegisterWebClient register, CancellationToken cancellationToken)
    {
        if (await db.AgencyForAsync(practitioner, agencyId, cancellationToken) is null)
        {
            return new NotFoundError().ToProblem();
        }

        if (await db.Clients.AnyAsync(row => row.ClientId == request.ClientId, cancellationToken))
        {
            return AgencyErrors.ClientKnown.ToProblem();
        }

        if (!PublicKeys.TryRead(request.Keys, out var keys, out var error)
            || (error = await register.HandleAsync(new(agencyId, request.ClientId, keys, Addresses(request.Redirects), request.Scopes), cancellationToken)) is not null)
        {
            return error.ToProblem();
        }

        db.Audit(practitioner, Policies.RegisterWebClient, "client", agencyId, childId: null, detail: request.ClientId);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created((string?)null, new RegisterClient.Response(request.ClientId, [.. keys.Select(key => key.KeyId)]));
    }

    // What is no absolute address leaves the list empty, which is refused.
    private static List<Uri> Addresses(IReadOnlyList<string> texts)
    {
        var read = texts.Select(text => Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : null).OfType<Uri>().ToList();
        return read.Count == texts.Count ? read : [];
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
        descriptor.PermitScopes(request.Scopes);
        descriptor.RedirectUris.UnionWith(request.Redirects);
        return descriptor;
    }

    private static bool IsUsable(Uri redirect) =>
        redirect is { IsAbsoluteUri: true, Query: "", Fragment: "", UserInfo: "" } && (redirect.Scheme == Uri.UriSchemeHttps || (redirect.Scheme == Uri.UriSchemeHttp && redirect.IsLoopback));
}
