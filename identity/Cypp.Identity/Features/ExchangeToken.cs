using System.Security.Claims;
using System.Text.Json.Nodes;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.Identity.Protocol;
using Cypp.ServiceKit.Hosting;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Cypp.Identity.Features;

/// <summary>
/// POST /identity/connect/token, token exchange (RFC 8693): the gateway swaps what a caller brought for a token of one
/// service and one minute. It says what the caller's says, and never more (ID-4).
/// </summary>
internal sealed class ExchangeToken(IdentityDb db, TimeProvider clock) : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(60);

    // Who acts and for whom: copied as it stands. What is not named here does not pass.
    private static readonly string[] Copied = [Claims.Subject, "agency", "agency_type", "cluster", "practitioner_id", "practitioner_role"];

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleTokenRequestContext>()
        .UseScopedHandler<ExchangeToken>()
        .SetOrder(100_001)
        .Build();

    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        if (!context.Request.IsTokenExchangeGrantType())
        {
            return;
        }

        var service = ServiceScopes.All.FirstOrDefault(service => context.Request.GetAudiences() is [var audience] && audience == TokenTrust.AudienceOf(service));
        if (service is null)
        {
            context.Reject(Errors.InvalidTarget, "audience-unknown");
            return;
        }

        // A token that was exchanged once has a service as audience: it is not exchanged again.
        if (context.Authentication()?.SubjectTokenPrincipal is not { } subject || subject.GetAudiences() is not [TokenTrust.EdgeAudience])
        {
            context.Reject(Errors.InvalidGrant, "subject-not-for-the-edge");
            return;
        }

        var left = subject.GetExpirationDate() - clock.GetUtcNow();
        var agency = await db.AgencyOfAsync(subject.GetClaim(Claims.Subject) ?? "", context.CancellationToken);
        if (left is null || left <= TimeSpan.Zero || agency?.MayActAs(subject.GetClaim("practitioner_role")) is not true)
        {
            context.Reject(Errors.InvalidGrant, "subject-ended");
            return;
        }

        var scopes = context.Request.GetScopes().Intersect(subject.GetScopes()).ToList();
        if (scopes.Count == 0)
        {
            context.Reject(Errors.InvalidScope, "scope-not-of-subject");
            return;
        }

        var lifetime = left < LongestLife ? left.Value : LongestLife;
        context.SignIn(Principal(subject, scopes, service, context.ClientId!, lifetime));
    }

    private static ClaimsPrincipal Principal(ClaimsPrincipal subject, IReadOnlyList<string> scopes, string service, string actor, TimeSpan lifetime)
    {
        var identity = new ClaimsIdentity("token_exchange");
        foreach (var name in Copied)
        {
            identity.SetClaim(name, subject.GetClaim(name));
        }

        identity.SetClaim("act", new JsonObject { [Claims.Subject] = actor })
            .SetScopes(scopes)
            .SetResources(TokenTrust.AudienceOf(service))
            .SetAccessTokenLifetime(lifetime)
            .SetDestinations(_ => [Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }
}
