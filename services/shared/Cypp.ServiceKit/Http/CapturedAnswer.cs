using Cypp.Messaging.Data;
using Microsoft.AspNetCore.Http;

namespace Cypp.ServiceKit.Http;

/// <summary>An answer kept whole, so that it can be committed before its first byte leaves, and given again.</summary>
internal sealed class CapturedAnswer(IdempotencyRecord record) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = record.Status;
        response.ContentType = record.ContentType;
        if (record.Location is not null)
        {
            response.Headers.Location = record.Location;
        }

        if (record.ETag is not null)
        {
            response.Headers.ETag = record.ETag;
        }

        if (record.Body.Length > 0)
        {
            await response.Body.WriteAsync(record.Body, httpContext.RequestAborted);
        }
    }

    public static async Task FillAsync(IdempotencyRecord record, object? result, HttpContext http)
    {
        var response = http.Response;
        var outside = response.Body;
        using var inside = new MemoryStream();
        response.Body = inside;
        try
        {
            await (result as IResult ?? TypedResults.Ok(result)).ExecuteAsync(http);
            await response.BodyWriter.FlushAsync(http.RequestAborted);
        }
        finally
        {
            response.Body = outside;
        }

        record.Status = response.StatusCode;
        record.ContentType = response.ContentType;
        record.Location = response.Headers.Location.ToString() is { Length: > 0 } location ? location : null;
        record.ETag = response.Headers.ETag.ToString() is { Length: > 0 } etag ? etag : null;
        record.Body = inside.ToArray();
    }
}
