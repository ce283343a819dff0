using System.Security.Claims;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.Identity.Protocol;
using Cypp.Identity.SignIn;
using Cypp.ServiceKit.Trust;
using Microsoft.AspNetCore;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Cypp.Identity.Features;

/// <summary>
/// GET /identity/connect/authorize, with a pushed request (RFC 9126): sends the person to the sign-in's pages and, when they
/// have done there, begins the session and answers the client with a code (ID-7). Nobody stays signed in here: each
/// request is signed in anew, so that <c>auth_time</c> is what it says.
/// </summary>
internal sealed class AuthorizePractitioner(
    IdentityDb db, IOpenIddictApplicationManager clients, IOpenIddictAuthorizationManager sessions, SealedCookie<SignInState> cookie, SignInRecord record,
    IOptions<IdentityOptions> options, TimeProvider clock) : IOpenIddictServerHandler<HandleAuthorizationRequestContext>
{
    /// <summary>Password and authenticator: two factors, NIST SP 800-63B.</summary>
    public const string TwoFactors = "aal2";

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleAuthorizationRequestContext>()
        .UseScopedHandler<AuthorizePractitioner>()
        .SetOrder(100_000)
        .Build();

    public async ValueTask HandleAsync(HandleAuthorizationRequestContext context)
    {
        var http = context.Transaction.GetHttpRequest()!.HttpContext;
        var (request, clientId) = (context.Request, context.ClientId!);
        var agency = await db.AgencyOfAsync(clientId, context.CancellationToken);
        var scopes = await clients.ScopesForAsync(request, clientId, context.CancellationToken);
        if (agency is null || scopes is null)
        {
            context.Reject(agency is null ? Errors.AccessDenied : Errors.InvalidScope, agency is null ? "client-revoked" : "scope-not-allowed");
            return;
        }

        if (request.HasPromptValue(PromptValues.None))
        {
            context.Reject(Errors.LoginRequired, "always-anew");
            return;
        }

        var state = cookie.Read(http);
        if (state is not { PractitionerId: { } id, SignedInAt: { } signedInAt, Role: { } role } || state.RequestUri != request.RequestUri || state.ClientId != clientId)
        {
            var origin = new Uri(request.RedirectUri!).GetLeftPart(UriPartial.Authority);
            cookie.Write(http, new SignInState(request.RequestUri!, clientId, origin, SealedCookie<SignInState>.NewForm(), cookie.EndsAt));
            http.Response.Redirect($"{options.Value.Issuer!.AbsoluteUri.TrimEnd('/')}/sign-in");
            http.Response.Headers.CacheControl = "no-store";
            context.HandleRequest();
            return;
        }

        SealedCookie<SignInState>.Drop(http);
        var person = await db.PractitionerOfAsync(agency, id, clock.GetUtcNow(), context.CancellationToken);
        if (person?.RolesIn(agency, clock.GetUtcNow()).Contains(role) is not true)
        {
            context.Reject(Errors.AccessDenied, "rights-ended");
            return;
        }

        record.SignedIn(person, role, clientId, TwoFactors);
        var mayOverride = await db.MayOverrideAsync(person.Id, context.CancellationToken);
        context.SignIn(Principal(agency, person, role, clientId, signedInAt, scopes, await BeginAsync(person, clientId, context.CancellationToken), mayOverride));
    }

    private async Task<string> BeginAsync(Practitioner person, string clientId, CancellationToken cancellationToken)
    {
        var client = await clients.FindByClientIdAsync(clientId, cancellationToken);
        // Saves the audit row with it.
        var session = await sessions.CreateAsync(
            new OpenIddictAuthorizationDescriptor
            {
                ApplicationId = await clients.GetIdAsync(client!, cancellationToken),
                CreationDate = clock.GetUtcNow(),
                Status = Statuses.Valid,
                Subject = person.Id.ToString(),
                Type = AuthorizationTypes.AdHoc,
            }, cancellationToken);
        return (await sessions.GetIdAsync(session, cancellationToken))!;
    }

    private static ClaimsPrincipal Principal(
        Agency agency, Practitioner person, string role, string clientId, long signedInAt, IEnumerable<string> scopes, string session, bool mayOverride)
    {
        var identity = new ClaimsIdentity("sign_in");
        identity.SetClaim(Claims.Subject, person.Id.ToString())
            .SetClaim("agency", agency.Id.ToString())
            .SetClaim("agency_type", agency.Type)
            .SetClaim("cluster", agency.Cluster)
            .SetClaim("practitioner_id", person.Id.ToString())
            .SetClaim("practitioner_role", role)
            .SetClaim(Claims.AuthorizedParty, clientId)
            .SetClaim("acr", TwoFactors)
            .SetClaim(Claims.AuthenticationTime, signedInAt)
            .SetClaim("sid", session)
            .SetMayOverride(mayOverride)
            .SetScopes(scopes)
            .SetResources(TokenTrust.EdgeAudience)
            .SetAuthorizationId(session)
            .SetAuthorizationCodeLifetime(SignInLimits.Code)
            .SetDestinations(_ => [Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }
}
