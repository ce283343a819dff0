using System.Security.Cryptography;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.Identity.Features;
using Cypp.ServiceKit.Trust;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Cypp.Identity.Protocol;

/// <summary>What the OAuth server offers: a grant for agencies' systems, one for people (code with PKCE, pushed requests), one for the gateway, one way to prove who the client is, nothing else.</summary>
internal static class TokenServer
{
    public static void AddTokenServer(this IServiceCollection services)
    {
        // At Information it writes every request and answer.
        services.AddLogging(logging => logging.AddFilter("OpenIddict", LogLevel.Warning));
        services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<IdentityDb>())
            .AddServer(server =>
            {
                server.AllowClientCredentialsFlow().AllowTokenExchangeFlow();
                server.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow();
                server.RequirePushedAuthorizationRequests().RequireProofKeyForCodeExchange();
                server.SetAuthorizationCodeLifetime(SignInLimits.Code).SetRefreshTokenReuseLeeway(TimeSpan.Zero);
                server.RegisterScopes([.. ServiceScopes.All]).RegisterAudiences([.. ServiceScopes.All.Select(TokenTrust.AudienceOf)]);
                // Narrower and with the error that RFC 6749 names: IssueToken and ExchangeToken.
                server.IgnoreScopePermissions();
                // It would have the caller's token name the gateway as audience: ExchangeToken demands the edge's.
                server.RemoveEventHandler(OpenIddictServerHandlers.Exchange.ValidateAuthorizedParty.Descriptor);
                // It would have the gateway show the certificate of each caller whose token it exchanges: gateway and services compare (RFC 8705).
                server.RemoveEventHandler(OpenIddictServerHandlers.Protection.ValidateProofOfPossession.Descriptor);
                server.SetTokenEndpointUris("identity/connect/token");
                server.SetAuthorizationEndpointUris("identity/connect/authorize");
                server.SetPushedAuthorizationEndpointUris("identity/connect/par");
                server.SetConfigurationEndpointUris("identity/.well-known/openid-configuration");
                server.SetJsonWebKeySetEndpointUris("identity/.well-known/jwks");
                server.SetAccessTokenLifetime(IssueToken.Lifetime);
                server.DisableAccessTokenEncryption();
                // Codes, refresh tokens and pushed requests are for this service alone, and outlive a signing key of access tokens.
                server.UseDataProtection().PreferDefaultAccessTokenFormat();
                // Demanded at start; only tokens that are never issued here would use it.
                server.AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)));
                server.UseAspNetCore();
                // The certificate of the connection is the gateway's, whoever asks through it.
                server.RemoveEventHandler(OpenIddictServerAspNetCoreHandlers.ExtractClientCertificate<ExtractTokenRequestContext>.Descriptor);
                server.RemoveEventHandler(OpenIddictServerAspNetCoreHandlers.ExtractClientCertificate<ExtractPushedAuthorizationRequestContext>.Descriptor);
                // It would invite to Basic, which no client may use.
                server.RemoveEventHandler(OpenIddictServerAspNetCoreHandlers.AttachWwwAuthenticateHeader<ApplyTokenResponseContext>.Descriptor);
                server.AddEventHandler(AssertionType.Descriptor);
                server.AddEventHandler(CertificateGuard.Descriptor);
                server.AddEventHandler(AssertionGuard.Descriptor);
                server.AddEventHandler(IssueToken.Descriptor);
                server.AddEventHandler(ExchangeToken.Descriptor);
                server.AddEventHandler(NamedRedirect.Descriptor);
                server.AddEventHandler(AuthorizePractitioner.Descriptor);
                server.AddEventHandler(ContinueSession.Descriptor);
                server.AddEventHandler(SessionTokens.Refresh);
                server.AddEventHandler(SessionTokens.Reuse);
                server.AddEventHandler(StoredTokens.Descriptor);
                server.AddEventHandler(PlainClaims.Descriptor);
                server.AddEventHandler(BoundToken.Descriptor);
                server.AddEventHandler(CurrentKeys.Sign);
                server.AddEventHandler(CurrentKeys.Verify);
                server.AddEventHandler(CurrentKeys.Publish);
                server.AddEventHandler(OneRefusal.AtToken);
                server.AddEventHandler(OneRefusal.AtPush);
                server.AddEventHandler(OneRefusal.AtAuthorization);
                server.AddEventHandler(HonestDiscovery.Descriptor);
            });
        services.AddOptions<OpenIddictServerOptions>().Configure<IOptions<IdentityOptions>, SigningKeys>((options, identity, keys) =>
        {
            var issuer = identity.Value.Issuer!;
            options.Issuer = issuer;
            // Callers see the gateway's address, not this process's: the absolute addresses are advertised, the relative ones matched.
            options.TokenEndpointUris.Insert(0, At(issuer, "connect/token"));
            options.AuthorizationEndpointUris.Insert(0, At(issuer, "connect/authorize"));
            options.PushedAuthorizationEndpointUris.Insert(0, At(issuer, "connect/par"));
            options.ConfigurationEndpointUris.Insert(0, At(issuer, ".well-known/openid-configuration"));
            options.JsonWebKeySetEndpointUris.Insert(0, At(issuer, ".well-known/jwks"));
            options.ClientAuthenticationMethods.RemoveWhere(method => method != OpenIddictConstants.ClientAuthenticationMethods.PrivateKeyJwt);
            // It offers openid by itself; nobody signs in here for an identity token.
            options.Scopes.IntersectWith(ServiceScopes.All);
            options.SubjectTokenTypes.RemoveWhere(type => type != OpenIddictConstants.TokenTypeIdentifiers.AccessToken);
            options.RequestedTokenTypes.RemoveWhere(type => type != OpenIddictConstants.TokenTypeIdentifiers.AccessToken);
            options.ActorTokenTypes.Clear();
            options.RequestTokenLifetime = SignInLimits.SignIn;
            options.CodeChallengeMethods.RemoveWhere(method => method != OpenIddictConstants.CodeChallengeMethods.Sha256);
            options.ResponseModes.RemoveWhere(mode => mode != OpenIddictConstants.ResponseModes.Query);
            // Demanded at start; CurrentKeys has the say.
            options.SigningCredentials.AddRange(keys.All.Select(key => new SigningCredentials(key.Key, TokenTrust.Algorithm)));
        });
        services.AddOptions<OpenIddictServerAspNetCoreOptions>().Configure<IOptions<IdentityOptions>, IHostEnvironment>((options, identity, environment) =>
            options.DisableTransportSecurityRequirement =
                environment.IsDevelopment() || identity.Value.Issuer!.IsLoopback || identity.Value.TlsEndsAtGateway);
    }

    private static Uri At(Uri issuer, string path) => new($"{issuer.AbsoluteUri.TrimEnd('/')}/{path}");
}
