using Cypp.Access;
using Cypp.Identity.Commands;
using Cypp.Identity.Data;
using Cypp.Identity.Features;
using Cypp.Identity.Protocol;
using Cypp.Identity.SignIn;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Data;
using Cypp.ServiceKit.Hosting;
using Cypp.ServiceKit.Start;
using Cypp.ServiceKit.Trust;
using Microsoft.AspNetCore.OpenApi;

namespace Cypp.Identity;

/// <summary>
/// Partner agencies, their clients and their people; issues access tokens for them at <c>/identity/connect/token</c>. Beside
/// OpenIddict's endpoints, answered during authentication, and the pages where people sign in, <c>/identity/v1</c> is where
/// administrators work.
/// </summary>
public sealed class IdentityModule : IServiceModule
{
    public string Name => "identity";

    public IServiceDatabase Database { get; } = new ServiceDatabase<IdentityDb, IdentityDbSqlite, IdentityDbPostgreSql>();

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAccess();
        services.AddOptions<IdentityOptions>().Bind(configuration.GetSection(IdentityOptions.Section)).ValidateDataAnnotations()
            .Validate(options => options.KeyDirectory.Length == 0 || KeyFolder.IsUsable(options.KeyDirectory), "Identity:KeyDirectory: its keys cannot be read, or none be made.")
            .Validate(options => options.Issuer?.IsAbsoluteUri is not false, "Identity:Issuer must be an address.")
            .ValidateOnStart();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<ISigningKeySource, LocalIssuer>();
        services.AddTokenServer();
        services.AddSignIn();
        services.Configure<OpenApiOptions>(Name, TokenDescription.Describe);
        services.AddScoped<RegisterAgency>();
        services.AddScoped<RegisterClient>();
        services.AddScoped<RegisterGateway>();
        services.AddScoped<AddClientKey>();
        services.AddScoped<Revoke>();
        services.AddScoped<Reinstate>();
        services.AddScoped<RevokeSigningKey>();
        services.AddScoped<RetireClientKey>();
        services.AddScoped<AddClientCertificate>();
        services.AddScoped<RetireClientCertificate>();
        services.AddScoped<RegisterWebClient>();
        services.AddScoped<AddPractitioner>();
        services.AddScoped<ChangePractitioner>();
        services.AddScoped<RenewEnrolment>();
        services.AddScoped<EndSessions>();
        services.AddSingleton<IHostedService, ForgetAssertions>();
        services.AddSingleton<IHostedService, ForgetSessions>();
        services.AddSingleton<IHostedService, RotateSigningKeys>();
    }

    public void AddConsumers(ConsumerList consumers)
    {
    }

    public void MapEndpoints(RouteGroupBuilder group)
    {
        RegisterAgency.Map(group);
        ReadAgency.Map(group);
        ChangeAgency.Map(group);
        RegisterClient.Map(group);
        RegisterWebClient.Map(group);
        AddClientKey.Map(group);
        RetireClientKey.Map(group);
        AddClientCertificate.Map(group);
        RetireClientCertificate.Map(group);
        Revoke.Map(group);
        Reinstate.Map(group);
        AddPractitioner.Map(group);
        ReadPractitioner.Map(group);
        ChangePractitioner.Map(group);
        RenewEnrolment.Map(group);
        ProposeOverride.Map(group);
        ListGrants.Map(group);
        ApproveGrant.Map(group);
        EndGrant.Map(group);
    }

    public void MapPages(RouteGroupBuilder group)
    {
        ShowSignIn.Map(group);
        EnterPassword.Map(group);
        EnterCode.Map(group);
        ChooseRole.Map(group);
        BeginEnrolment.Map(group);
        SetPassword.Map(group);
        SetAuthenticator.Map(group);
    }

    public void MapInternal(RouteGroupBuilder group) => ListRevoked.Map(group);

    /// <returns>Whether the arguments name one of the service's commands.</returns>
    public static bool IsCommand(string[] args) => args is ["agency" or "practitioner" or "gateway" or "signing-key", ..];

    /// <summary><c>agency ...</c>, <c>practitioner ...</c>, <c>gateway ...</c> and <c>signing-key ...</c>, on the database that the settings name; the platform may be running on it.</summary>
    /// <param name="settings">Settings that win over files and environment.</param>
    /// <param name="defaults">Settings that everything else wins over.</param>
    /// <returns>Exit code.</returns>
    public static Task<int> RunCommandAsync(
        string[] args, IReadOnlyDictionary<string, string?>? settings = null, IReadOnlyDictionary<string, string?>? defaults = null) =>
        AgencyCommand.RunAsync(args, new AgencyStore(settings, defaults));
}
