using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;

namespace Cypp.Identity.Protocol;

/// <summary>A client's public keys as OpenIddict keeps them: inline, never behind an address that somebody would have to fetch (ID-2).</summary>
internal static class ClientKeys
{
    public static JsonWebKeySet SetOf(IEnumerable<JsonWebKey> keys)
    {
        var set = new JsonWebKeySet();
        foreach (var key in keys)
        {
            set.Keys.Add(key);
        }

        return set;
    }

    public static async Task<IReadOnlyList<string>> KeyIdsAsync(this IOpenIddictApplicationManager clients, string clientId, CancellationToken cancellationToken) =>
        await clients.FindByClientIdAsync(clientId, cancellationToken) is { } client && await clients.GetJsonWebKeySetAsync(client, cancellationToken) is { } set
            ? [.. set.Keys.Select(key => key.KeyId)] : [];

    public static async Task SaveAsync(this IOpenIddictApplicationManager clients, OpenIddictApplicationDescriptor descriptor, CancellationToken cancellationToken)
    {
        if (await clients.FindByClientIdAsync(descriptor.ClientId!, cancellationToken) is { } existing)
        {
            await clients.UpdateAsync(existing, descriptor, cancellationToken);
        }
        else
        {
            await clients.CreateAsync(descriptor, cancellationToken);
        }
    }

    public static async Task SaveKeysAsync(
        this IOpenIddictApplicationManager clients, object client, IEnumerable<JsonWebKey> keys, CancellationToken cancellationToken)
    {
        var descriptor = new OpenIddictApplicationDescriptor();
        await clients.PopulateAsync(descriptor, client, cancellationToken);
        descriptor.JsonWebKeySet = SetOf(keys);
        await clients.UpdateAsync(client, descriptor, cancellationToken);
    }
}
