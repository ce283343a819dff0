using Cypp.Access;
using Cypp.Identity.Commands;
using Cypp.Identity.Data;
using Cypp.Identity.Features;
using Cypp.Identity.Protocol;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Data;
using Cypp.ServiceKit.Hosting;
using Microsoft.AspNetCore.OpenApi;

namespace Cypp.Identity;

/// <summary>
/// Partner agencies and their clients; issues access tokens for them at <c>/identity/connect/token</c>. Its own endpoints
/// are OpenIddict's, answered during authentication; the group <c>/identity/v1</c> holds none.
/// </summary>
public sealed class IdentityModule : IServiceModule
{
    public string Name => "identity";

    public IServiceDatabase Database { get; } = new ServiceDatabase<IdentityDb, IdentityDbSqlite, IdentityDbPostgreSql>();

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAccess();
        services.AddOptions<IdentityOptions>().Bind(configuration.GetSection("Identity")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<ISigningKeySource, LocalIssuer>();
        services.AddTokenServer();
        services.Configure<OpenApiOptions>(Name, TokenDescription.Describe);
        services.AddScoped<RegisterAgency>();
        services.AddScoped<RegisterGateway>();
        services.AddScoped<AddClientKey>();
        services.AddScoped<Revoke>();
        services.AddScoped<Reinstate>();
        services.AddScoped<RevokeSigningKey>();
        services.AddScoped<RetireClientKey>();
        services.AddSingleton<IHostedService, ForgetAssertions>();
        services.AddSingleton<IHostedService, RotateSigningKeys>();
    }

    public void AddConsumers(ConsumerList consumers)
    {
    }

    public void MapEndpoints(RouteGroupBuilder group)
    {
    }

    public void MapInternal(RouteGroupBuilder group) => ListRevoked.Map(group);

    /// <returns>Whether the arguments name one of the service's commands.</returns>
    public static bool IsCommand(string[] args) => args is ["agency" or "gateway" or "signing-key", ..];

    /// <summary><c>agency ...</c>, <c>gateway ...</c> and <c>signing-key ...</c>, on the database that the settings name; the platform may be running on it.</summary>
    /// <param name="settings">Settings that win over files and environment.</param>
    /// <param name="defaults">Settings that everything else wins over.</param>
    /// <returns>Exit code.</returns>
    public static Task<int> RunCommandAsync(
        string[] args, IReadOnlyDictionary<string, string?>? settings = null, IReadOnlyDictionary<string, string?>? defaults = null) =>
        AgencyCommand.RunAsync(args, new AgencyStore(settings, defaults));
}
