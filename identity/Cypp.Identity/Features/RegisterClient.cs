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

/// <summary>Registers an agency's system, which names in its assertions who acts, with its public keys, or brings it up to date (ID-2).</summary>
internal sealed class RegisterClient(IdentityDb db, IOpenIddictApplicationManager clients)
{
    /// <param name="Keys">One public key, or two while it rotates.</param>
    /// <param name="SignsWithPkcs1">It knows RS256 and RS512 only (ID-1).</param>
    /// <param name="Scopes">Services that its tokens are for; all if left out.</param>
    public sealed record Request(
        Guid AgencyId, string ClientId, IReadOnlyList<JsonWebKey> Keys, bool SignsWithPkcs1 = false, IReadOnlyCollection<string>? Scopes = null);

    /// <inheritdoc cref="Request"/>
    public sealed record Body(string ClientId, IReadOnlyList<PublicKeys.Given> Keys, bool SignsWithPkcs1 = false, IReadOnlyList<string>? Scopes = null);

    /// <param name="KeyIds">By these <c>kid</c> its assertions name the key that signed them.</param>
    public sealed record Response(string ClientId, IReadOnlyList<string> KeyIds);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/agencies/{agencyId:guid}/clients", PostAsync)
        .Requires(Policies.RegisterClient)
        .WithSummary("Register an agency's system with its public keys.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    public async Task<Error?> HandleAsync(Request request, CancellationToken cancellationToken)
    {
        if (ClientRegistration.Refuses(request.ClientId, request.Keys, request.Scopes) is { } error)
        {
            return error;
        }

        var client = await db.Clients.FirstOrDefaultAsync(row => row.ClientId == request.ClientId, cancellationToken);
        if (client is not null && client.AgencyId != request.AgencyId)
        {
            return AgencyErrors.ClientOfAnother;
        }

        if (client is { IsWeb: true })
        {
            return PractitionerErrors.ClientOfAnotherKind;
        }

        client ??= db.Clients.Add(new AgencyClient { ClientId = request.ClientId, AgencyId = request.AgencyId }).Entity;
        client.SignsWithPkcs1 = request.SignsWithPkcs1;
        await db.TogetherAsync(async () =>
        {
            await db.SaveChangesAsync(cancellationToken);
            await clients.SaveAsync(Describe(request), cancellationToken);
        }, cancellationToken);
        return null;
    }

    private static async Task<Results<Created<Response>, ProblemHttpResult>> PostAsync(
        Guid agencyId, Body request, CurrentPractitioner practitioner, IdentityDb db, RegisterClient register, CancellationToken cancellationToken)
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
            || (error = await register.HandleAsync(new(agencyId, request.ClientId, keys, request.SignsWithPkcs1, request.Scopes), cancellationToken)) is not null)
        {
            return error.ToProblem();
        }

        db.Audit(practitioner, Policies.RegisterClient, "client", agencyId, childId: null, detail: request.ClientId);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created((string?)null, new Response(request.ClientId, [.. keys.Select(key => key.KeyId)]));
    }

    private static OpenIddictApplicationDescriptor Describe(Request request)
    {
        var descriptor = new OpenIddictApplicationDescriptor
        {
            ClientId = request.ClientId,
            ClientType = ClientTypes.Confidential,
            JsonWebKeySet = ClientKeys.SetOf(request.Keys),
            Permissions = { Permissions.Endpoints.Token, Permissions.GrantTypes.ClientCredentials },
        };
        descriptor.PermitScopes(request.Scopes);
        return descriptor;
    }
}
