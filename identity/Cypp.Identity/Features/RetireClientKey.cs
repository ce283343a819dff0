using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.Identity.Protocol;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenIddict.Abstractions;

namespace Cypp.Identity.Features;

/// <summary>Second half of a client's rotation: from now on no assertion signed with this key is believed (ID-2).</summary>
internal sealed class RetireClientKey(IOpenIddictApplicationManager clients)
{
    public sealed record Body(string KeyId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/agencies/{agencyId:guid}/clients/{clientId}/retired-keys", PostAsync)
        .Requires(Policies.RetireClientKey)
        .WithSummary("Retire one of a client's two keys.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    /// <returns><c>client-unknown</c>, <c>key-unknown</c>, <c>key-last</c>, or null.</returns>
    public async Task<Error?> HandleAsync(string clientId, string keyId, CancellationToken cancellationToken)
    {
        if (await clients.FindByClientIdAsync(clientId, cancellationToken) is not { } client)
        {
            return AgencyErrors.ClientUnknown;
        }

        var present = (await clients.GetJsonWebKeySetAsync(client, cancellationToken))?.Keys ?? [];
        if (present.All(key => key.KeyId != keyId))
        {
            return AgencyErrors.KeyUnknown;
        }

        // A client without a key could not come back by itself: whoever means that revokes it.
        if (present.Count == 1)
        {
            return AgencyErrors.KeyLast;
        }

        await clients.SaveKeysAsync(client, present.Where(key => key.KeyId != keyId), cancellationToken);
        return null;
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> PostAsync(
        Guid agencyId, string clientId, Body request, CurrentPractitioner practitioner, IdentityDb db, RetireClientKey retire, CancellationToken cancellationToken)
    {
        if (!await db.HasClientAsync(practitioner, agencyId, clientId, cancellationToken))
        {
            return new NotFoundError().ToProblem();
        }

        if (await retire.HandleAsync(clientId, request.KeyId, cancellationToken) is { } error)
        {
            return error.ToProblem();
        }

        db.Audit(practitioner, Policies.RetireClientKey, "client", agencyId, childId: null, detail: clientId);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
