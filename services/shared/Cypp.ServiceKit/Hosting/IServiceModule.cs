using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Data;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.ServiceKit.Hosting;

/// <summary>A service as a host sees it: what a host runs is a list of these.</summary>
public interface IServiceModule
{
    /// <summary>Path prefix, database, queue and first segment of stream names.</summary>
    string Name { get; }

    IServiceDatabase Database { get; }

    void AddServices(IServiceCollection services, IConfiguration configuration);

    void AddConsumers(ConsumerList consumers);

    /// <param name="group"><c>/{Name}/v1</c>, signed in callers only, problem details, idempotent POSTs.</param>
    void MapEndpoints(RouteGroupBuilder group);

    /// <summary>Pages for a person in a browser, outside the API and its description.</summary>
    /// <param name="group"><c>/{Name}</c>, without tokens.</param>
    void MapPages(RouteGroupBuilder group)
    {
    }

    /// <summary>What only the platform's own processes ask: the edge has no way to it.</summary>
    /// <param name="group"><c>/{Name}/internal</c>, without tokens.</param>
    void MapInternal(RouteGroupBuilder group)
    {
    }
}
