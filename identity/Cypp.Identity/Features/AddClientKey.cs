using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.Identity.Protocol;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;

namespace Cypp.Identity.Features;

/// <summary>First half of a client's rotation: its next public key beside the present one, both believed until the old is retired (ID-2).</summary>
internal sealed class AddClientKey(IOpenIddictApplicationManager clients)
{
    public sealed record Response(string KeyId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/agencies/{agencyId:guid}/clients/{clientId}/keys", PostAsync)
        .Requires(Policies.AddClientKey)
        .WithSummary("Add a client's next public key; both are believed until one is retired.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    /// <returns><c>client-unknown</c>, <c>key-private</c>, <c>key-unusable</c> (also for a third key), or null; the same key again changes nothing.</returns>
    public async Task<Error?> HandleAsync(string clientId, JsonWebKey key, CancellationToken cancellationToken)
    {
        if (await clients.FindByClientIdAsync(clientId, cancellationToken) is not { } client)
        {
            return AgencyErrors.ClientUnknown;
        }

        var present = (await clients.GetJsonWebKeySetAsync(client, cancellationToken))?.Keys ?? [];
        if (present.Any(one => one.KeyId == key.KeyId && one.ComputeJwkThumbprint().SequenceEqual(key.ComputeJwkThumbprint())))
        {
            return null;
        }

        IReadOnlyList<JsonWebKey> keys = [.. present, key];
        if (PublicKeys.AreUsable(keys) is { } error)
        {
            return error;
        }

        await clients.SaveKeysAsync(client, keys, cancellationToken);
        return null;
    }

    private static async Task<Results<Created<Response>, ProblemHttpResult>> PostAsync(
        Guid agencyId, string clientId, PublicKeys.Given request, CurrentPractitioner practitioner, IdentityDb db, AddClientKey add,
        CancellationToken cancellationToken)
    {
        if (!await db.HasClientAsync(practitioner, agencyId, clientId, cancellationToken))
        {
            return new NotFoundError().ToProblem();
        }

        if (!PublicKeys.TryRead([request], out var keys, out var error) || (error = await add.HandleAsync(clientId, keys[0], cancellationToken)) is not null)
        {
            return error.ToProblem();
        }

        db.Audit(practitioner, Policies.AddClientKey, "client", agencyId, childId: null, detail: clientId);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created((string?)null, new Response(keys[0].KeyId));
    }
}
