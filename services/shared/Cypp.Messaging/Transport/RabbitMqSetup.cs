using System.Reflection;
using Cypp.Messaging.Consume;
using Cypp.Messaging.Dispatch;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Messaging.Transport;

/// <summary>One quorum queue a service, bound to every type it subscribes to; transient failures are tried until they pass (MQ-7).</summary>
internal static class RabbitMqSetup
{
    private static readonly MethodInfo BindMethod = typeof(RabbitMqSetup).GetMethod(nameof(Bind), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static void AddRabbitMq(this IServiceCollection services, Uri address)
    {
        services.AddSingleton<IBusTransport, RabbitMqTransport>();
        services.AddMassTransit(massTransit => massTransit.UsingRabbitMq((context, bus) =>
        {
            bus.Host(address);
            bus.PublishTopology.BrokerTopologyOptions = PublishBrokerTopologyOptions.MaintainHierarchy;
            foreach (var pipeline in context.GetServices<IConsumerPipeline>())
            {
                bus.ReceiveEndpoint(pipeline.Service, endpoint =>
                {
                    endpoint.SetQuorumQueue();
                    endpoint.PrefetchCount = 16;
                    endpoint.ConcurrentMessageLimit = 1;
                    endpoint.UseMessageRetry(retry =>
                    {
                        retry.Handle<Exception>(TransientFailure.Is);
                        retry.Exponential(100, TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(0.2));
                    });
                    endpoint.RethrowFaultedMessages();
                    foreach (var type in pipeline.Consumers.Subscriptions)
                    {
                        BindMethod.MakeGenericMethod(type.Type).Invoke(null, [endpoint, pipeline]);
                    }
                });
            }
        }));
    }

    private static void Bind<TMessage>(IReceiveEndpointConfigurator endpoint, IConsumerPipeline pipeline) where TMessage : class =>
        endpoint.Handler<TMessage>(context =>
            pipeline.ConsumeAsync(new Delivery(EnvelopeHeaders.Read(context), context.Message), context.CancellationToken));
}
