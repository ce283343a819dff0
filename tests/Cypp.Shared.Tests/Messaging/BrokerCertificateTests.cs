using Cypp.Messaging.RabbitMq;
using Cypp.Testing.Servers;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Shared.Tests.Messaging;

/// <summary>OP-23: a message goes to the platform's broker or nowhere.</summary>
public sealed class BrokerCertificateTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Send_ToABrokerOfAnAuthorityThatIsNotTrusted_SaysNothingToIt()
    {
        var broker = new Uri(Environment.GetEnvironmentVariable("CYPP_TEST_RABBITMQ")!);
        using var stranger = new PeerAuthority();
        using var certificate = stranger.Issue("rabbitmq");
        await using var front = new TlsFront(certificate, broker.Port);
        var services = new ServiceCollection().AddLogging();
        services.AddRabbitMq(new UriBuilder(broker) { Scheme = "amqps", Port = front.Port }.Uri, null);
        await using var provider = services.BuildServiceProvider();
        using var over = new CancellationTokenSource();
        var connecting = provider.GetRequiredService<IBusControl>().StartAsync(over.Token);
        await front.Refused.WaitAsync(Patience, TestContext.Current.CancellationToken);
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => connecting);
        Assert.False(front.Said.TryRead(out _));
    }
}
