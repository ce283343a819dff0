using System.Security.Claims;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.Identity.Protocol;
using Cypp.Identity.SignIn;
using Cypp.ServiceKit.Trust;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Cypp.Identity.Features;

/// <summary>
/// POST /identity/connect/token: the agency's system names the practitioner who acts, in its signed assertion; the token
/// says so to every service, and for which agency, so that every audit row names a person (RFC 9068, ID-3).
/// </summary>
internal sealed partial class IssueToken(IdentityDb db, IOpenIddictApplicationManager clients, TimeProvider clock, ILogger<IssueToken> logger)
    : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleTokenRequestContext>()
        .UseScopedHandler<IssueToken>()
        .SetOrder(100_000)
        .Build();

    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        if (!context.Request.IsClientCredentialsGrantType())
        {
            return;
        }

        if (context.Authentication()?.ClientAssertionPrincipal is not { } assertion || context.ClientId is not { } clientId)
        {
            context.Reject(Errors.InvalidClient, "assertion-missing");
            return;
        }

        var agency = await db.AgencyOfAsync(clientId, context.CancellationToken);
        var role = assertion.GetClaim("practitioner_role");
        if (agency is null || !agency.MayActAs(role))
        {
            context.Reject(Errors.InvalidClient, "role-not-allowed");
        }
        else if (!Guid.TryParse(assertion.GetClaim("practitioner_id"), out var practitionerId) || practitionerId == Guid.Empty)
        {
            context.Reject(Errors.InvalidClient, "practitioner-id-missing");
        }
        else if (!await db.MayBeNamedAsync(practitionerId, clock.GetUtcNow(), context.CancellationToken))
        {
            context.Reject(Errors.InvalidClient, "practitioner-ended");
        }
        else if (await clients.ScopesForAsync(context.Request, clientId, context.CancellationToken) is not { } scopes)
        {
            context.Reject(Errors.InvalidScope, "scope-not-allowed");
        }
        else
        {
            var left = agency.RightsEnd - clock.GetUtcNow();
            var principal = Principal(clientId, agency, practitionerId, role!, scopes, CertificateGuard.ShownIn(context.Transaction));
            context.SignIn(principal.SetAccessTokenLifetime(left < Lifetime ? left : Lifetime));
            LogIssued(clientId, role!);
        }
    }

    private static ClaimsPrincipal Principal(string clientId, Agency agency, Guid practitionerId, string role, IReadOnlyList<string> scopes, string? certificate)
    {
        var identity = new ClaimsIdentity("client_assertion");
        identity.SetClaim(Claims.Subject, clientId)
            .SetClaim("agency", agency.Id.ToString())
            .SetClaim("agency_type", agency.Type)
            .SetClaim("cluster", agency.Cluster)
            .SetClaim("practitioner_id", practitionerId.ToString())
            .SetClaim("practitioner_role", role)
            .SetClaim(BoundToken.To, certificate)
            .SetScopes(scopes)
            .SetResources(TokenTrust.EdgeAudience)
            .SetDestinations(_ => [Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }

    [LoggerMessage(Level = LogLevel.Information, EventName = "TokenIssued", Message = "Token issued to {ClientId} in role {Role}")]
    private partial void LogIssued(string clientId, string role);
}
