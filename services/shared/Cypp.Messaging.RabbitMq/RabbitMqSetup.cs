using Cypp.Messaging.Consume;
using Cypp.Messaging.Dispatch;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Messaging.RabbitMq;

/// <summary>The platform's messages over RabbitMQ.</summary>
public static class RabbitMqSetup
{
    private const int AtATime = 8;

    /// <param name="address">As the service's own user.</param>
    /// <param name="owner">As a user who may declare; null: the service's own.</param>
    public static void AddRabbitMq(this IServiceCollection services, Uri address, Uri? owner)
    {
        services.AddSingleton<IBusTransport>(provider => new RabbitMqTransport(provider.GetRequiredService<IBusControl>(), address));
        services.AddSingleton<IBrokerTopology>(provider => new RabbitMqTopology(owner ?? address, provider.GetServices<IConsumerPipeline>()));
        services.AddMassTransit(massTransit => massTransit.UsingRabbitMq((context, bus) =>
        {
            bus.Host(address);
            foreach (var pipeline in context.GetServices<IConsumerPipeline>())
            {
                Receive(bus, pipeline.Service, Names.ArgumentsOf(pipeline.Service), new RabbitMqInput(pipeline, deadLetters: false), AtATime);
                Receive(bus, Names.DeadLettersOf(pipeline.Service), [], new RabbitMqInput(pipeline, deadLetters: true), atATime: 1);
            }
        }));
    }

    private static void Receive(
        IRabbitMqBusFactoryConfigurator bus, string queue, Dictionary<string, object?> arguments, RabbitMqInput input, int atATime) =>
        bus.ReceiveEndpoint(queue, endpoint =>
        {
            endpoint.SetQuorumQueue();
            foreach (var (name, value) in arguments)
            {
                endpoint.SetQueueArgument(name, value);
            }

            endpoint.ConfigureConsumeTopology = false;
            endpoint.PrefetchCount = 2 * atATime;
            endpoint.ConcurrentMessageLimit = atATime;
            endpoint.ConfigureReceive(receive => receive.UseFilter(input));
        });
}
