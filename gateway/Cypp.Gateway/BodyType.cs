using Microsoft.Net.Http.Headers;

namespace Cypp.Gateway;

/// <summary>Kinds of body that routes take. One a route, exact: what it holds must not depend on who guesses (GW-9).</summary>
internal static class BodyType
{
    public const string Json = "application/json";
    public const string Form = "application/x-www-form-urlencoded";
    public const string Table = "text/csv";

    /// <summary>No body, or one of this type whose only parameter, if any, is charset=utf-8.</summary>
    public static bool IsOf(HttpRequest request, string type) =>
        (request.ContentLength is null or 0 && request.Headers.TransferEncoding.Count == 0)
        || (request.Headers.ContentType.Count == 1
            && MediaTypeHeaderValue.TryParse(request.ContentType, out var stated)
            && stated.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)
            && stated.Parameters.Count <= 1
            && (stated.Parameters.Count == 0 || stated.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)));
}
