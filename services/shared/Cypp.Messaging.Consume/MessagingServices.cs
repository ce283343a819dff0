using Cypp.Messaging.Dispatch;
using Cypp.Contracts.Messaging;
using Cypp.Messaging.Consume.Reconcile;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Cypp.Messaging.Consume;

/// <summary>Registers messaging: once a service, and once a process its transport.</summary>
public static class MessagingServices
{
    /// <param name="service">Service name: queue name, and first segment of the streams it owns.</param>
    public static IServiceCollection AddMessaging<TDb>(this IServiceCollection services, string service, Action<ConsumerList> consumers)
        where TDb : ServiceDb
    {
        var list = new ConsumerList(services);
        list.Add<StateRequested, OnStateRequested<TDb>>();
        list.Add<HeadsAsked, OnHeadsAsked<TDb>>().Add<HeadsTold, OnHeadsTold<TDb>>().Add<PositionAhead, OnPositionAhead<TDb>>();
        consumers(list);
        services.TryAddSingleton<OutboxSignal<TDb>>();
        services.AddSingleton(provider => new ConsumerPipeline<TDb>(
            service, list, provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IConsumerPipeline>(provider => provider.GetRequiredService<ConsumerPipeline<TDb>>());
        services.AddSingleton<DispatchBatch<TDb>>();
        services.AddSingleton<IHostedService, Dispatcher<TDb>>();
        services.AddRounds(provider => ActivatorUtilities.CreateInstance<OutboxLevel<TDb>>(provider, service));
        services.AddRounds<GapWatcher<TDb>>();
        services.AddRounds<ParkedReplay<TDb>>();
        services.AddRounds<HeadTeller<TDb>>();
        services.TryAddSingleton<LevelGauges>();
        services.AddRounds<MessageLevels<TDb>>();
        return services;
    }

    /// <summary>Services of one process hand messages to each other (MQ-14).</summary>
    public static void AddInProcessBus(this IServiceCollection services) => services.AddSingleton<IBusTransport, InProcessTransport>();
}
