using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Cypp.Identity.Protocol;

/// <summary>What the ways to a token have in common.</summary>
internal static class TokenRequests
{
    /// <returns>The assertion and subject token, as OpenIddict validated them.</returns>
    public static ProcessAuthenticationContext? Authentication(this HandleTokenRequestContext context) =>
        context.Transaction.GetProperty<ProcessAuthenticationContext>(typeof(ProcessAuthenticationContext).FullName!);

    /// <returns>The scopes asked for, all that the client may have if none are named; null when one is not its own.</returns>
    public static async Task<IReadOnlyList<string>?> ScopesForAsync(
        this IOpenIddictApplicationManager clients, OpenIddictRequest request, string clientId, CancellationToken cancellationToken)
    {
        var client = await clients.FindByClientIdAsync(clientId, cancellationToken);
        var permitted = (await clients.GetPermissionsAsync(client!, cancellationToken))
            .Where(permission => permission.StartsWith(Permissions.Prefixes.Scope, StringComparison.Ordinal))
            .Select(permission => permission[Permissions.Prefixes.Scope.Length..]).ToList();
        var asked = request.GetScopes();
        return asked.Length == 0 ? permitted : asked.All(permitted.Contains) ? asked : null;
    }

    /// <returns>The client's agency; none when either is unknown or revoked, or the agency's contract has ended (ID-5, AZ-5).</returns>
    public static async Task<Agency?> AgencyOfAsync(this IdentityDb db, string clientId, CancellationToken cancellationToken)
    {
        var agency = await (
            from client in db.Clients
            join row in db.Agencies on client.AgencyId equals row.Id
            where client.ClientId == clientId
            select row).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
        var agencyId = Revocation.SubjectOf(agency?.Id ?? Guid.Empty);
        var revoked = await db.RevocationsInForce.AnyAsync(
            row => (row.Kind == RevocationKind.Client && row.Subject == clientId) || (row.Kind == RevocationKind.Agency && row.Subject == agencyId),
            cancellationToken);
        return revoked || agency?.RightsEnd <= db.GetService<TimeProvider>().GetUtcNow() ? null : agency;
    }
}
