using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.ServiceKit.Hosting;

/// <summary>Keys of an issuer that runs in this process.</summary>
public interface ISigningKeySource
{
    IEnumerable<SecurityKey> Keys { get; }
}

/// <summary>Whose tokens a service believes: the one place that reads it (GW-2).</summary>
public static class TokenTrust
{
    public const string Audience = "urn:cypp";

    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];

    /// <exception cref="InvalidOperationException">Trust:Mode is unknown or Trust:Issuer missing.</exception>
    public static void AddTokenTrust(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection("Trust");
        var issuer = section["Issuer"] ?? throw new InvalidOperationException("Trust:Issuer is missing.");
        var local = section["Mode"] switch
        {
            "local" => true,
            "issuer" => false,
            _ => throw new InvalidOperationException("Trust:Mode must be local or issuer."),
        };
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IServiceProvider>((options, provider) =>
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters = new TokenValidationParameters
            {
                ValidIssuer = issuer,
                ValidAudience = Audience,
                ValidTypes = ["at+jwt"],
                ValidAlgorithms = Algorithms,
                ClockSkew = TimeSpan.FromSeconds(30),
                NameClaimType = "practitioner_id",
                RoleClaimType = "practitioner_role",
            };
            if (local)
            {
                options.TokenValidationParameters.IssuerSigningKeyResolver =
                    (_, _, _, _) => provider.GetRequiredService<ISigningKeySource>().Keys;
                return;
            }

            options.Authority = issuer;
            options.MetadataAddress = section["MetadataAddress"] ?? issuer.TrimEnd('/') + "/.well-known/openid-configuration";
            options.RequireHttpsMetadata = !environment.IsDevelopment();
        });
    }
}
