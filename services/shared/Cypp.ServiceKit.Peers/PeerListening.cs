using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cypp.ServiceKit.Peers;

public static class PeerListening
{
    /// <summary>Each <c>https://</c> address that this process listens at, and its connections to others, use the certificate at <c>Peers:Directory</c>.</summary>
    /// <param name="fromPeersOnly">Whether a caller must show a certificate; the gateway's callers are agencies, and only who stands in front of it has one. Of another authority than the platform's none is taken.</param>
    public static void AddPeers(this WebApplicationBuilder builder, bool fromPeersOnly)
    {
        builder.Services.AddPeerConnections(builder.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https =>
        {
            var certificates = kestrel.ApplicationServices.GetRequiredService<PeerCertificates>();
            if (!certificates.AreUsed)
            {
                return;
            }

            https.ServerCertificateSelector = (_, _) => certificates.Current.Certificate;
            https.ClientCertificateMode = fromPeersOnly ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.AllowCertificate;
            https.ClientCertificateValidation = (shown, _, _) => certificates.Current.BelievesCaller(shown);
        }));
    }

    /// <summary>Connections to others alone, of who does not listen.</summary>
    public static void AddPeerConnections(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PeerOptions>().Bind(configuration.GetSection(PeerOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PeerOptions>, UsableFiles>();
        services.AddSingleton(provider => new PeerCertificates(
            provider.GetRequiredService<IOptions<PeerOptions>>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<PeerCertificates>>()));
        services.AddSingleton<PeerConnections>();
    }

    private sealed class UsableFiles : IValidateOptions<PeerOptions>
    {
        public ValidateOptionsResult Validate(string? name, PeerOptions options) =>
            options.Directory is { } directory && PeerFiles.Fault(directory) is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
    }
}
