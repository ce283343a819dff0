using System.Globalization;
using System.Security.Claims;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.Identity.Protocol;
using Cypp.Identity.SignIn;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Cypp.Identity.Features;

/// <summary>
/// POST /identity/connect/token with a code or a refresh token: a token for five minutes, and the means to ask for the next,
/// while the session lives and the person may act in the role still (ID-3, ID-5, ID-7).
/// </summary>
internal sealed class ContinueSession(IdentityDb db, TimeProvider clock) : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleTokenRequestContext>()
        .UseScopedHandler<ContinueSession>()
        .SetOrder(100_002)
        .Build();

    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        if (!context.Request.IsAuthorizationCodeGrantType() && !context.Request.IsRefreshTokenGrantType())
        {
            return;
        }

        var principal = context.Principal!;
        var now = clock.GetUtcNow();
        var began = DateTimeOffset.FromUnixTimeSeconds(long.Parse(principal.GetClaim(Claims.AuthenticationTime)!, CultureInfo.InvariantCulture));
        var agency = await db.AgencyOfAsync(context.ClientId!, context.CancellationToken);
        var person = agency is null ? null
            : await db.PractitionerOfAsync(agency, Guid.Parse(principal.GetClaim(Claims.Subject)!), now, context.CancellationToken);
        var left = began + SignInLimits.Session - now;
        // OpenIddict's own check of whose code it is stands in the way of token exchange, and is taken out (TokenServer).
        if (!AssertionGuard.HasBelieved(context.Transaction)
            || principal.GetClaim(Claims.AuthorizedParty) != context.ClientId
            || left <= TimeSpan.Zero
            || person?.RolesIn(agency!, now).Contains(principal.GetClaim("practitioner_role")) is not true
            || await db.WasRevokedSinceAsync(began, context.ClientId!, agency!, person.Id, context.CancellationToken))
        {
            context.Reject(Errors.InvalidGrant, "session-ended");
            return;
        }

        left = Least(left, Least(person.RightsEnd, agency!.RightsEnd) - now);
        ((ClaimsIdentity)principal.Identity!).SetMayOverride(await db.MayOverrideAsync(person.Id, context.CancellationToken))
            .SetClaim(BoundToken.To, CertificateGuard.ShownIn(context.Transaction));
        principal.SetAccessTokenLifetime(Least(IssueToken.Lifetime, left))
            .SetRefreshTokenLifetime(Least(SignInLimits.Idle, left))
            .SetDestinations(_ => [Destinations.AccessToken]);
        context.SignIn(principal);
    }

    private static T Least<T>(T one, T other) where T : IComparable<T> => one.CompareTo(other) < 0 ? one : other;
}
