using System.Reflection;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Data;
using Cypp.ServiceKit.Hosting;
using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Shared.Tests.Messaging;

/// <summary>Its bus never answers the first time it is to send, whatever it is told.</summary>
public sealed class DeafBusModule : IServiceModule
{
    private readonly NoteModule _notes = new();

    public string Name => _notes.Name;

    public IServiceDatabase Database => _notes.Database;

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        _notes.AddServices(services, configuration);
        var bus = services.Last(service => service.ServiceType == typeof(IBusControl)).ImplementationFactory!;
        services.AddSingleton(provider => Deaf.Over((IBusControl)bus(provider)));
    }

    public void AddConsumers(ConsumerList consumers) => _notes.AddConsumers(consumers);

    public void MapEndpoints(RouteGroupBuilder group) => _notes.MapEndpoints(group);

    public class Deaf : DispatchProxy
    {
        private IBusControl? _bus;
        private bool _wasAsked;

        public static IBusControl Over(IBusControl bus)
        {
            var proxy = Create<IBusControl, Deaf>();
            ((Deaf)(object)proxy)._bus = bus;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == nameof(ISendEndpointProvider.GetSendEndpoint) && !_wasAsked)
            {
                _wasAsked = true;
                return new TaskCompletionSource<ISendEndpoint>().Task;
            }

            return targetMethod.Invoke(_bus, args);
        }
    }
}
