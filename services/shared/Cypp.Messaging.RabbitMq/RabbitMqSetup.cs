using System.Net.Security;
using Cypp.Messaging.Consume;
using Cypp.Messaging.Dispatch;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Cypp.Messaging.RabbitMq;

/// <summary>The platform's messages over RabbitMQ: MassTransit sends them, and a service's queue is read as it is.</summary>
public static class RabbitMqSetup
{
    /// <param name="address">As the service's own user.</param>
    /// <param name="owner">As a user who may declare; null: the service's own.</param>
    public static void AddRabbitMq(this IServiceCollection services, Uri address, Uri? owner)
    {
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<RabbitMqReceivers>(provider, address));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<RabbitMqReceivers>());
        services.AddSingleton<IBusTransport>(provider => ActivatorUtilities.CreateInstance<RabbitMqTransport>(provider, address));
        services.AddSingleton<IBrokerTopology>(provider => new RabbitMqTopology(owner ?? address, provider.GetServices<IConsumerPipeline>()));
        services.AddMassTransit(massTransit => massTransit.UsingRabbitMq((_, bus) => bus.Host(address, host =>
        {
            if (address is { Scheme: "amqps" } or { Port: 5671 })
            {
                // By itself it speaks TLS to that port too, looks at the name, and takes any authority's certificate.
                host.UseSsl(tls => tls.EnforcePolicyErrors(SslPolicyErrors.RemoteCertificateChainErrors));
            }
        })));
    }
}
