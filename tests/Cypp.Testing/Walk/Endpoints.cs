using Cypp.ServiceKit.Data;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Testing.Walk;

/// <summary>What a service maps, for tests that walk all of it.</summary>
public static class Endpoints
{
    /// <summary>The service's own, with a policy or open.</summary>
    public static IEnumerable<RouteEndpoint> OwnEndpoints(this ServiceUnderTest service) =>
        service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IServiceDatabase>() is not null);

    /// <param name="id">By the parameter's name; the one that is no id gets a quarter.</param>
    public static string PathWith(this RouteEndpoint endpoint, Func<string, Guid> id) =>
        endpoint.Path(parameter => parameter == Quarter ? "2015-Q4" : id(parameter).ToString());

    public static string Path(this RouteEndpoint endpoint, Func<string, string> value) =>
        string.Concat(endpoint.RoutePattern.PathSegments.Select(segment => "/" + string.Concat(segment.Parts.Select(part =>
            part is RoutePatternLiteralPart literal ? literal.Content : value(((RoutePatternParameterPart)part).Name)))));

    public const string Quarter = "quarter";
}
