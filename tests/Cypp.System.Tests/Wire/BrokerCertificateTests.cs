using Cypp.Story.Platform;
using Cypp.Testing.Servers;
using static Cypp.System.Tests.Wire.StartedProgram;

namespace Cypp.System.Tests.Wire;

/// <summary>OP-23: to a broker that has its certificate of the authority that a service trusts, it sends, and it reads there.</summary>
public sealed class BrokerCertificateTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly string _directory = Directory.CreateTempSubdirectory("cypp-broker-").FullName;

    [Fact]
    public async Task Start_WithABrokerOfTheTrustedAuthority_SendsAndReadsThere()
    {
        var broker = new Uri(Environment.GetEnvironmentVariable("CYPP_TEST_RABBITMQ")!);
        using var authority = new PeerAuthority();
        using var certificate = authority.Issue("rabbitmq");
        await using var front = new TlsFront(certificate, broker.Port);
        var settings = SettingsOf("Health", _directory);
        settings["Bus__Address"] = new UriBuilder(broker) { Scheme = "amqps", Port = front.Port }.Uri.ToString();
        settings["SSL_CERT_FILE"] = Path.Combine(_directory, "ca.crt");
        settings["SSL_CERT_DIR"] = _directory;
        await File.WriteAllTextAsync(settings["SSL_CERT_FILE"]!, authority.Pem, TestContext.Current.CancellationToken);
        await using var health = new PlatformProcess(
            "health", Checkout.Program("services/health", "Cypp.Health"), settings.ToDictionary(setting => setting.Key, setting => setting.Value!), _directory, new Uri("http://127.0.0.1:9/readyz"));
        health.Begin();
        var lacking = new List<string> { "MassTransit", "health.dead" };
        using var limit = new CancellationTokenSource(Patience);
        while (lacking.Count > 0)
        {
            var said = await front.Said.ReadAsync(limit.Token);
            lacking.RemoveAll(word => said.Contains(word, StringComparison.Ordinal));
        }
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
