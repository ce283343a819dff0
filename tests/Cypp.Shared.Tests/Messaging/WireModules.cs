using Cypp.Access;
using Cypp.Contracts.Index;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Data;
using Cypp.ServiceKit.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Shared.Tests.Messaging;

/// <summary>Publishes and takes in nothing.</summary>
public sealed class WriterModule : IServiceModule
{
    public string Name => "index";

    public IServiceDatabase Database { get; } = new NoteDatabase();

    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddAccess();

    public void AddConsumers(ConsumerList consumers)
    {
    }

    public void MapEndpoints(RouteGroupBuilder group)
    {
    }
}

/// <summary>Another service that notes each settled match.</summary>
public sealed class ReaderModule : IServiceModule
{
    public string Name => "learning";

    public IServiceDatabase Database { get; } = new NoteDatabase();

    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddAccess();

    public void AddConsumers(ConsumerList consumers) => consumers.Add<MatchSettled, OnMatchSettled>();

    public void MapEndpoints(RouteGroupBuilder group)
    {
    }
}
