using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.ServiceKit.Http;

/// <summary>JSON in and out: camelCase; unknown or duplicate members, wrong types and missing members refused (GW-9).</summary>
public static class StrictJson
{
    public static IServiceCollection AddStrictJson(this IServiceCollection services) => services
        .ConfigureHttpJsonOptions(options => Apply(options.SerializerOptions))
        .Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);

    public static void Apply(JsonSerializerOptions options)
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = 32;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(RefuseNullElements);
    }

    /// <summary>
    /// Lets a POST's body be read twice: for its fingerprint and for its meaning. A large file waits on disk until it is
    /// there whole, so that no transaction is open while it travels.
    /// </summary>
    public static IApplicationBuilder UseRereadableBodies(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsPost(context.Request.Method) && (context.Request.HasJsonContentType() || IsTable(context.Request.ContentType)))
        {
            context.Request.EnableBuffering();
        }

        return next(context);
    });

    /// <summary>The serializer's own null checks stop at generic arguments: a list would take null where it says there is none.</summary>
    private static void RefuseNullElements(JsonTypeInfo type)
    {
        var lists = type.Properties.Where(property => property.Get is not null && property.PropertyType.IsAssignableTo(typeof(IEnumerable<object>))).ToList();
        if (type.Kind == JsonTypeInfoKind.Object && lists.Count > 0)
        {
            type.OnDeserialized = value =>
            {
                if (lists.Find(list => list.Get!(value) is IEnumerable<object?> elements && elements.Contains(null)) is { } broken)
                {
                    throw new JsonException("A list has an element that is null.", $"$.{broken.Name}", null, null);
                }
            };
        }
    }

    private static bool IsTable(string? contentType) =>
        contentType is null || contentType.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase);
}
