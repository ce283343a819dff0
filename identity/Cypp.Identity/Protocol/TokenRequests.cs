using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Cypp.Identity.Protocol;

/// <summary>What the two ways to a token have in common.</summary>
internal static class TokenRequests
{
    /// <returns>The assertion and subject token, as OpenIddict validated them.</returns>
    public static ProcessAuthenticationContext? Authentication(this HandleTokenRequestContext context) =>
        context.Transaction.GetProperty<ProcessAuthenticationContext>(typeof(ProcessAuthenticationContext).FullName!);

    public static Task<Agency?> AgencyOfAsync(this IdentityDb db, string clientId, CancellationToken cancellationToken) => (
        from client in db.Clients
        join agency in db.Agencies on client.AgencyId equals agency.Id
        where client.ClientId == clientId
        select agency).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
}
