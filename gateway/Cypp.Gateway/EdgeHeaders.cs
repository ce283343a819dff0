namespace Cypp.Gateway;

/// <summary>Which headers come in, and which go out with every answer (GW-6).</summary>
internal static class EdgeHeaders
{
    public const string RequestId = "X-Request-Id";

    /// <summary>Request headers that a service sees; all others stay outside, whatever they claim.</summary>
    public static readonly string[] Allowed =
    [
        "Accept", "Accept-Language", "Authorization", "Content-Length", "Content-Type", "Host", "Idempotency-Key", "If-Match", "If-None-Match",
        "Transfer-Encoding", RequestId,
    ];

    // Kestrel reads it when the body is first read.
    public const string Expect = "Expect";

    public static void Strip(IHeaderDictionary headers)
    {
        foreach (var name in headers.Keys.Where(name => !Allowed.Contains(name, StringComparer.OrdinalIgnoreCase) && name != Expect).ToList())
        {
            headers.Remove(name);
        }
    }

    /// <summary>Gives the request an id of our own, whatever the caller sent, and the answer its headers.</summary>
    public static void Secure(HttpContext context)
    {
        var id = Guid.CreateVersion7(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()).ToString();
        context.Request.Headers[RequestId] = id;
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers[RequestId] = id;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            headers.ContentSecurityPolicy = headers.ContentSecurityPolicy.Count > 0 ? headers.ContentSecurityPolicy : "default-src 'none'; frame-ancestors 'none'";
            headers.CacheControl = headers.CacheControl.Count > 0 ? headers.CacheControl : "no-store";
            headers.Remove("Server");
            if (context.Request.IsHttps)
            {
                headers.StrictTransportSecurity = "max-age=31536000";
            }

            return Task.CompletedTask;
        });
    }
}
