using Cypp.Identity.Data;
using Cypp.Identity.Features;
using Cypp.ServiceKit.Trust;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.Identity.Protocol;

/// <summary>The issuer as the services of the same process see it.</summary>
internal sealed class LocalIssuer(SigningKeys keys, IServiceScopeFactory scopes, TimeProvider clock) : ISigningKeySource
{
    public IEnumerable<SecurityKey> Keys => keys.All.Select(key => key.Key);

    public async Task<RevokedList> ReadRevokedAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await ListRevoked.HandleAsync(scope.ServiceProvider.GetRequiredService<IdentityDb>(), clock, cancellationToken);
    }
}
