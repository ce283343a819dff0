using System.Security.Claims;
using Cypp.ServiceKit.Peers;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.ServiceKit.Trust;

/// <summary>An issuer that runs in this process.</summary>
public interface ISigningKeySource : IRevokedListSource
{
    IEnumerable<SecurityKey> Keys { get; }
}

/// <summary>Whose tokens a service believes: the one place that reads it (GW-2).</summary>
public static class TokenTrust
{
    /// <summary>Audience of what an agency brings: the gateway, or the single process.</summary>
    public const string EdgeAudience = "urn:cypp";

    private const string Discovery = "/.well-known/openid-configuration";

    /// <summary>The one algorithm by which a token is signed and believed (FAPI 2.0, section 5.4).</summary>
    public const string Algorithm = SecurityAlgorithms.EcdsaSha256;

    /// <returns>Audience of a service behind the gateway.</returns>
    public static string AudienceOf(string service) => $"urn:svc:{service}";

    /// <summary>Whether the token is for this service at all; a scope is a service's name.</summary>
    public static bool MayUse(ClaimsPrincipal user, string service) => user.FindFirst("scope")?.Value.Split(' ').Contains(service) is true;

    /// <param name="audience">The one audience whose tokens are believed here.</param>
    /// <exception cref="OptionsValidationException">Trust:Mode is unknown, or an address missing or not to be trusted.</exception>
    public static void AddTokenTrust(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment, string audience)
    {
        // The first tokens of an unknown key wait until the issuer's keys were read anew; by itself the library answers 401 to them
        // and reads meanwhile (ID-6). It looks at the switch once, before the first use of it.
        AppContext.SetSwitch("Switch.Microsoft.IdentityModel.UpdateConfigAsBlocking", true);
        var section = configuration.GetSection("Trust");
        var issuer = section["Issuer"] is { } stated && IsAddress(stated) ? stated : throw Wrong("Trust:Issuer is missing, or no address.");
        var local = section["Mode"] switch
        {
            "local" => true,
            "issuer" => false,
            _ => throw Wrong("Trust:Mode must be local or issuer."),
        };
        var metadata = section["MetadataAddress"] ?? issuer.TrimEnd('/') + Discovery;
        // Whoever could answer in the issuer's place could make tokens: outside Development it shows a certificate.
        if (!local && !(IsAddress(metadata) && (environment.IsDevelopment() || new Uri(metadata).Scheme == Uri.UriSchemeHttps)))
        {
            throw Wrong("Trust:MetadataAddress, or without it Trust:Issuer, must be an https:// address.");
        }

        var inside = Folder(metadata.Replace(Discovery, "", StringComparison.Ordinal));
        services.AddSingleton<IRevokedListSource>(provider => local
            ? provider.GetRequiredService<ISigningKeySource>()
            : new RemoteRevokedList(provider.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>(), new Uri(inside, "internal/revocations").ToString()));
        services.AddSingleton<Revocations>();
        services.AddSingleton<ValidatedTokens>();
        services.AddSingleton<UnknownCallers>();
        services.AddHostedService(provider => provider.GetRequiredService<UnknownCallers>());
        services.AddSingleton<KnownTokens>();
        services.AddSingleton(provider => new TokenBearer(provider.GetRequiredService<PeerCertificates>(), audience == EdgeAudience ? null : TokenBearer.Gateway));
        services.AddHostedService(provider => provider.GetRequiredService<Revocations>());
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IServiceProvider>((options, provider) =>
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters = new TokenValidationParameters
            {
                ValidIssuer = issuer,
                ValidAudience = audience,
                ValidTypes = ["at+jwt"],
                ValidAlgorithms = [Algorithm],
                ClockSkew = TimeSpan.FromSeconds(10),
                NameClaimType = "practitioner_id",
                RoleClaimType = "practitioner_role",
            };
            options.Events = provider.GetRequiredService<KnownTokens>();
            if (local)
            {
                options.TokenValidationParameters.IssuerSigningKeyResolver =
                    (_, _, _, _) => provider.GetRequiredService<ISigningKeySource>().Keys;
                return;
            }

            options.Authority = issuer;
            options.MetadataAddress = metadata;
            // A key is published a day before its use; one that replaced a stolen key is asked for when it is first seen.
            options.AutomaticRefreshInterval = TimeSpan.FromHours(1);
            options.RefreshInterval = TimeSpan.FromSeconds(1);
            options.BackchannelHttpHandler = new IssuerInside(Folder(issuer), inside, provider.GetRequiredService<PeerConnections>().Handler());
            options.BackchannelTimeout = TimeSpan.FromSeconds(5);
            options.RequireHttpsMetadata = !environment.IsDevelopment();
        });
    }

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http";

    private static OptionsValidationException Wrong(string why) => new("Trust", typeof(TokenTrust), [why]);

    private static Uri Folder(string address) => new(address.TrimEnd('/') + "/");

    /// <summary>In front of authentication: while it is not known what is revoked, no token is believed (ID-5).</summary>
    public static void UseKnownRevocations(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Headers.Authorization.Count == 0 || context.RequestServices.GetRequiredService<Revocations>().AreKnown)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    });
}
