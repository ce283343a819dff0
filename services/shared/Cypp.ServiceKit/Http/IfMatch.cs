using System.Globalization;
using System.Reflection;
using Cypp.ServiceKit.Domain;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;

namespace Cypp.ServiceKit.Http;

/// <summary>The version that an edit is based on (RFC 9110 section 13.1.1). A handler takes it as a parameter.</summary>
public readonly record struct IfMatch(string? ETag) : IEndpointParameterMetadataProvider
{
    public static ValueTask<IfMatch> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var header = context.Request.Headers.IfMatch.ToString();
        return ValueTask.FromResult(new IfMatch(header.Length == 0 ? null : header));
    }

    /// <returns>Why the edit may not go on: no version stated (428) or not the present one (412); else null.</returns>
    public Error? Fails(Aggregate aggregate) =>
        ETag is null ? new PreconditionMissingError() : ETag == Of(aggregate) ? null : new StaleError();

    public static string Of(Aggregate aggregate) => string.Create(CultureInfo.InvariantCulture, $"\"{aggregate.Version}\"");

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new IfMatchMetadata());
}

/// <summary>Marks an operation that needs If-Match, for its OpenAPI description.</summary>
public sealed class IfMatchMetadata;

public static class ETags
{
    /// <summary>Names the version that the answer shows.</summary>
    public static void SetETag(this HttpResponse response, Aggregate aggregate) => response.Headers.ETag = IfMatch.Of(aggregate);
}
