using System.Security.Cryptography;
using Cypp.Identity.Data;
using Cypp.Identity.Features;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Cypp.Identity.Protocol;

/// <summary>What the OAuth server offers: one grant, one way to prove who the client is, nothing else.</summary>
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
                server.AllowClientCredentialsFlow();
                server.SetTokenEndpointUris("identity/connect/token");
                server.SetConfigurationEndpointUris("identity/.well-known/openid-configuration");
                server.SetJsonWebKeySetEndpointUris("identity/.well-known/jwks");
                server.SetAccessTokenLifetime(IssueToken.Lifetime);
                server.DisableAccessTokenEncryption();
                // A token lives five minutes and is checked by its signature alone: nothing of it is stored.
                server.DisableTokenStorage().DisableAuthorizationStorage();
                // Demanded at start; only tokens that are never issued here would use it.
                server.AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)));
                server.UseAspNetCore();
                // It would invite to Basic, which no client may use.
                server.RemoveEventHandler(OpenIddictServerAspNetCoreHandlers.AttachWwwAuthenticateHeader<ApplyTokenResponseContext>.Descriptor);
                server.AddEventHandler(AssertionType.Descriptor);
                server.AddEventHandler(AssertionGuard.Descriptor);
                server.AddEventHandler(IssueToken.Descriptor);
                server.AddEventHandler(OneRefusal.Descriptor);
                server.AddEventHandler(HonestDiscovery.Descriptor);
            });
        services.AddOptions<OpenIddictServerOptions>().Configure<IOptions<IdentityOptions>, SigningKeys>((options, identity, keys) =>
        {
            var issuer = identity.Value.Issuer!;
            options.Issuer = issuer;
            // Callers see the gateway's address, not this process's: the absolute addresses are advertised, the relative ones matched.
            options.TokenEndpointUris.Insert(0, At(issuer, "connect/token"));
            options.ConfigurationEndpointUris.Insert(0, At(issuer, ".well-known/openid-configuration"));
            options.JsonWebKeySetEndpointUris.Insert(0, At(issuer, ".well-known/jwks"));
            options.ClientAuthenticationMethods.RemoveWhere(method => method != OpenIddictConstants.ClientAuthenticationMethods.PrivateKeyJwt);
            options.SigningCredentials.AddRange(keys.All.Select(key => new SigningCredentials(key, SecurityAlgorithms.RsaSha256)));
        });
        services.AddOptions<OpenIddictServerAspNetCoreOptions>().Configure<IOptions<IdentityOptions>, IHostEnvironment>((options, identity, environment) =>
            options.DisableTransportSecurityRequirement =
                environment.IsDevelopment() || identity.Value.Issuer!.IsLoopback || identity.Value.TlsEndsAtGateway);
    }

    private static Uri At(Uri issuer, string path) => new($"{issuer.AbsoluteUri.TrimEnd('/')}/{path}");
}
