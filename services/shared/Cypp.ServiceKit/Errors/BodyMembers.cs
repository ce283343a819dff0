using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Cypp.ServiceKit.Errors;

/// <summary>Whether a member at fault is one of ours: the name of an unknown one is the caller's text, and is not repeated (GW-7).</summary>
internal static class BodyMembers
{
    /// <param name="path">JSON path of the member, <c>$.children[0].voice</c>.</param>
    public static bool Knows(HttpContext http, string path)
    {
        var endpoint = http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        var options = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var type = endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        foreach (var step in path.Split('.').Skip(1))
        {
            type = type is null ? null : MemberOf(options, type, step.Split('[')[0]);
        }

        return type is not null;
    }

    private static Type? MemberOf(JsonSerializerOptions options, Type type, string name) =>
        options.GetTypeInfo(type).Properties.FirstOrDefault(property => property.Name == name) is { } member
            ? options.GetTypeInfo(member.PropertyType).ElementType ?? member.PropertyType
            : null;
}
