using System.Net.Http.Json;
using System.Security.Cryptography;
using Cypp.Identity;
using Cypp.ServiceKit.Hosting;
using Cypp.ServiceKit.Peers;
using Cypp.ServiceKit.Trust;
using Cypp.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Cypp.Gateway.Tests;

/// <summary>
/// The identity service on a socket, with the gateway and one agency registered by its own commands. The issuer whose
/// tokens the tests write has the same key, so that they can write any token.
/// </summary>
internal sealed class IdentityService : IAsyncDisposable
{
    public const string AgencyId = "0193a000-0000-7000-8000-000000000001";

    private readonly WebApplication _app;
    private readonly string _directory;
    private readonly IReadOnlyDictionary<string, string?> _settings;

    private IdentityService(WebApplication app, string directory, IReadOnlyDictionary<string, string?> settings, TestIssuer issuer, FakeTimeProvider told, TimeProvider time) =>
        (_app, _directory, _settings, Issuer, Told, Time) = (app, directory, settings, issuer, told, time);

    public TestIssuer Issuer { get; }

    /// <summary>Time of identity and gateway, where it stands still until advanced.</summary>
    public FakeTimeProvider Told { get; }

    public TimeProvider Time { get; }

    public IServiceProvider Services => _app.Services;

    public string Address => _app.Urls.Single();

    public string GatewayKeyFile => Path.Combine(_directory, "gateway.pem");

    /// <param name="standing">Time stands still until advanced; else it goes by, and several tests may use the service.</param>
    /// <param name="certificates">Its certificate's folder, where it speaks by certificates.</param>
    public static async Task<IdentityService> StartAsync(bool standing, string? certificates = null)
    {
        var (directory, issuer, told) = (Directory.CreateTempSubdirectory("cypp-identity-").FullName, new TestIssuer(), new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        TimeProvider time = standing ? new TestTime(told) : TimeProvider.System;
        Directory.CreateDirectory(Path.Combine(directory, "keys"));
        await File.WriteAllTextAsync(Path.Combine(directory, "keys", "signing-1.pem"), issuer.Pem);
        var settings = new Dictionary<string, string?>
        {
            ["urls"] = certificates is null ? "http://127.0.0.1:0" : "https://127.0.0.1:0",
            ["Peers:Directory"] = certificates,
            ["Database:Engine"] = "sqlite",
            ["Database:Directory"] = directory,
            ["Bus:Transport"] = "in-process",
            ["Trust:Mode"] = "local",
            ["Trust:Issuer"] = TestIssuer.Issuer,
            ["Identity:Issuer"] = TestIssuer.Issuer,
            ["Identity:KeyDirectory"] = Path.Combine(directory, "keys"),
            ["Identity:TlsEndsAtGateway"] = "true",
        };
        var module = new IdentityModule();
        var app = ServiceHost.Build([], [module], module.Name, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(time);
        }, settings: settings);
        await ServiceHost.MigrateAsync(app, [module]);
        var service = new IdentityService(app, directory, settings, issuer, told, time);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(service.GatewayKeyFile, key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(service.GatewayKeyFile + ".pub", key.ExportSubjectPublicKeyInfoPem());
        await service.RunAsync("gateway", "register", "--key", service.GatewayKeyFile + ".pub");
        await service.RegisterAgencyAsync(Access.Roles.SocialWorker);
        await app.StartAsync();
        var http = new HttpClient(app.Services.GetRequiredService<PeerConnections>().Handler()) { BaseAddress = new Uri(service.Address) };
        issuer.Revoked = async cancellationToken => (await http.GetFromJsonAsync<RevokedList>("/identity/internal/revocations", cancellationToken))!;
        return service;
    }

    /// <summary>Registers the agency whose client the tests' tokens name, with these roles.</summary>
    public Task RegisterAgencyAsync(string roles) => RunAsync(
        "agency", "register", "--id", AgencyId, "--name", "Test", "--type", "social-care", "--roles", roles,
        "--client", TestIssuer.ClientId, "--key", GatewayKeyFile + ".pub");

    /// <summary>Registers a certificate of the client that the tests' tokens name.</summary>
    public async Task AddCertificateAsync(TestCertificate certificate)
    {
        var file = Path.Combine(_directory, "own.pem");
        await File.WriteAllTextAsync(file, certificate.Pem);
        await RunAsync("agency", "add-certificate", "--client", TestIssuer.ClientId, "--certificate", file);
    }

    /// <summary>Adds another issuer's key to those that it publishes and believes, and signs with it from now on.</summary>
    public async Task SignWithAsync(TestIssuer issuer)
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, "keys", "signing-2.pem"), issuer.Pem);
        Told.Advance(TimeSpan.FromSeconds(6));
    }

    public async ValueTask DisposeAsync()
    {
        // What runs in the background would else write into the directory while it is deleted.
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    public async Task RunAsync(params string[] command) => Assert.Equal(0, await IdentityModule.RunCommandAsync(command, _settings));
}
