using Cypp.Identity.Domain;
using Cypp.ServiceKit.Errors;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Cypp.Identity.Features;

/// <summary>What holds for every client of an agency, whether people sign in through it or it names who acts.</summary>
internal static class ClientRegistration
{
    /// <returns>Why no client can be registered so, or null.</returns>
    public static Error? Refuses(string clientId, IReadOnlyList<JsonWebKey> keys, IReadOnlyCollection<string>? scopes) =>
        clientId.Length is 0 or > Agency.CodeLength ? AgencyErrors.ClientMissing
        : PublicKeys.AreUsable(keys)
            ?? (scopes?.All(ServiceScopes.All.Contains) is false ? AgencyErrors.UnknownScope
            : clientId == RegisterGateway.ClientId ? PractitionerErrors.ClientOfAnotherKind
            : null);

    /// <param name="scopes">Services that its tokens are for; null: all.</param>
    public static void PermitScopes(this OpenIddictApplicationDescriptor client, IReadOnlyCollection<string>? scopes) =>
        client.Permissions.UnionWith((scopes ?? ServiceScopes.All).Select(scope => Permissions.Prefixes.Scope + scope));
}
