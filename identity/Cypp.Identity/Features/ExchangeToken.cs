using System.Security.Claims;
using System.Text.Json.Nodes;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.Identity.Protocol;
using Cypp.Identity.SignIn;
using Cypp.ServiceKit.Trust;
using Microsoft.EntityFrameworkCore;
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
    private static readonly string[] Copied =
    [
        Claims.Subject, "agency", "agency_type", "cluster", "practitioner_id", "practitioner_role", Claims.AuthorizedParty, "acr", Claims.AuthenticationTime, "sid",
    ];

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

        if (!AssertionGuard.HasBelieved(context.Transaction))
        {
            context.Reject(Errors.InvalidClient, "assertion-missing");
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

        // One that is bound in a way unknown here would lose it.
        var certificate = subject.GetClaim(CallersCertificate.Claim) is { } bound ? CallersCertificate.ThumbprintIn(bound) ?? "" : null;
        if (certificate is "")
        {
            context.Reject(Errors.InvalidGrant, "subject-bound-otherwise");
            return;
        }

        var left = subject.GetExpirationDate() - clock.GetUtcNow();
        if (left is null || left <= TimeSpan.Zero || !await MayActAsync(subject, certificate, context.CancellationToken))
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
        // It is in a person's token, who was looked up; it may have been taken back since.
        var mayOverride = subject.GetClaim(OverrideClaim.Name) is not null
            && await db.MayOverrideAsync(Guid.Parse(subject.GetClaim("practitioner_id")!), context.CancellationToken);
        context.SignIn(Principal(subject, scopes, service, context.ClientId!, lifetime, mayOverride, certificate));
    }

    // What was true when the caller's token was made may have ended since.
    private async Task<bool> MayActAsync(ClaimsPrincipal subject, string? certificate, CancellationToken cancellationToken)
    {
        var clientId = subject.GetClaim(Claims.AuthorizedParty) ?? subject.GetClaim(Claims.Subject) ?? "";
        var role = subject.GetClaim("practitioner_role");
        if (await db.AgencyOfAsync(clientId, cancellationToken) is not { } agency
            || !agency.MayActAs(role)
            || !Guid.TryParse(subject.GetClaim("practitioner_id"), out var practitionerId)
            || subject.GetCreationDate() is not { } made
            || await db.WasRevokedSinceAsync(made, clientId, agency, practitionerId, cancellationToken)
            || (certificate is not null && !await IsRegisteredAsync(clientId, certificate, cancellationToken)))
        {
            return false;
        }

        var now = clock.GetUtcNow();
        return subject.GetClaim("sid") is not { } session
            ? await db.MayBeNamedAsync(practitionerId, now, cancellationToken)
            : await db.IsSessionAsync(session, cancellationToken)
                && (await db.PractitionerOfAsync(agency, practitionerId, now, cancellationToken))?.RolesIn(agency, now).Contains(role) is true;
    }

    // A retired one may be in wrong hands; a token of before the first was registered ends by itself.
    private async Task<bool> IsRegisteredAsync(string clientId, string certificate, CancellationToken cancellationToken) =>
        (await db.Clients.AsNoTracking().FirstAsync(client => client.ClientId == clientId, cancellationToken)).CertificateThumbprints.Contains(certificate);

    private static ClaimsPrincipal Principal(
        ClaimsPrincipal subject, IReadOnlyList<string> scopes, string service, string actor, TimeSpan lifetime, bool mayOverride, string? certificate)
    {
        var identity = new ClaimsIdentity("token_exchange");
        foreach (var claim in subject.Claims.Where(claim => Copied.Contains(claim.Type)))
        {
            identity.AddClaim(new Claim(claim.Type, claim.Value, claim.ValueType));
        }

        identity.SetMayOverride(mayOverride).SetClaim("act", new JsonObject { [Claims.Subject] = actor })
            .SetClaim(BoundToken.To, certificate)
            .SetScopes(scopes)
            .SetResources(TokenTrust.AudienceOf(service))
            .SetAccessTokenLifetime(lifetime)
            .SetDestinations(_ => [Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }
}
