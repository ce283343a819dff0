using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace Cypp.Gateway;

/// <summary>
/// Requests that two readers could read differently are refused before anyone reads them: what a path means must not
/// depend on who decodes it, and where a body ends not on which header is believed.
/// </summary>
internal static class RequestShape
{
    // No address of the platform needs more; percent signs, backslashes, semicolons and NUL are out with the rest.
    private static readonly SearchValues<char> PathCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/");

    /// <returns>Status of the refusal, or null.</returns>
    public static int? WhatIsWrong(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (!PathIsPlain(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget)
            || headers.Authorization.Count > 1 || headers.Authorization.ToString().Contains(',', StringComparison.Ordinal))
        {
            return StatusCodes.Status400BadRequest;
        }

        // Kestrel renames Content-Length so when a body is chunked too.
        if (headers.TransferEncoding.Count > 0 && (headers.ContentLength is not null || headers.ContainsKey("X-Content-Length")))
        {
            return StatusCodes.Status400BadRequest;
        }

        return headers.ContentEncoding.Count > 0 ? StatusCodes.Status415UnsupportedMediaType : null;
    }

    public static bool PathIsPlain(string target)
    {
        var path = target.AsSpan();
        path = path.IndexOf('?') is >= 0 and var end ? path[..end] : path;
        return path is ['/', ..]
            && !path.ContainsAnyExcept(PathCharacters)
            && !path.Contains("..", StringComparison.Ordinal)
            && !path.Contains("//", StringComparison.Ordinal)
            && !path.Contains("/./", StringComparison.Ordinal);
    }
}
