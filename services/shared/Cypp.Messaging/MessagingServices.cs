using Cypp.Messaging.Consume;
using Cypp.Messaging.Dispatch;
using Cypp.Messaging.Transport;
using Cypp.Contracts.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Cypp.Messaging;

/// <summary>Registers messaging: once a service, and once a process its transport.</summary>
public static class MessagingServices
{
    /// <param name="service">Service name: queue name, and first segment of the streams it owns.</param>
    public static IServiceCollection AddMessaging<TDb>(this IServiceCollection services, string service, Action<ConsumerList> consumers)
        where TDb : ServiceDb
    {
        var list = new ConsumerList(services);
        list.Add<StateRequested, OnStateRequested<TDb>>();
        consumers(list);
        services.TryAddSingleton<OutboxSignal<TDb>>();
        services.AddSingleton(provider => new ConsumerPipeline<TDb>(
            service, list, provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IConsumerPipeline>(provider => provider.GetRequiredService<ConsumerPipeline<TDb>>());
        services.AddSingleton<DispatchBatch<TDb>>();
        services.AddSingleton<IHostedService, Dispatcher<TDb>>();
        services.AddSingleton<GapWatcher<TDb>>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<GapWatcher<TDb>>());
        return services;
    }

    /// <summary>The one place that reads the transport's mode.</summary>
    /// <param name="kind">in-process or rabbitmq.</param>
    /// <exception cref="InvalidOperationException">Unknown transport, or RabbitMQ without an address.</exception>
    public static IServiceCollection AddBusTransport(this IServiceCollection services, string? kind, string? address)
    {
        switch (kind)
        {
            case "in-process":
                services.AddSingleton<IBusTransport, InProcessTransport>();
                return services;
            case "rabbitmq" when Uri.TryCreate(address, UriKind.Absolute, out var uri):
                services.AddRabbitMq(uri);
                return services;
            default:
                throw new InvalidOperationException("Bus:Transport must be in-process or, with Bus:Address, rabbitmq.");
        }
    }
}
