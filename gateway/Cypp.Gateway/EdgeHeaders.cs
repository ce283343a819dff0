using System.Net;
using Microsoft.Net.Http.Headers;

namespace Cypp.Gateway;

/// <summary>Which headers come in, and which go out with every answer (GW-6).</summary>
internal static class EdgeHeaders
{
    public const string RequestId = "X-Request-Id";

    /// <summary>What a route passes on that only reads. Authorization is among them: a public address may be asked with a token.</summary>
    public static readonly string[] Reading = ["Accept", "Accept-Language", "Authorization", "If-None-Match"];

    public static readonly string[] Writing = [.. Reading, "Content-Type", "Idempotency-Key", "If-Match"];

    /// <summary>What the pages pass on where a person signs in: no token, and cookies of theirs alone.</summary>
    public static readonly string[] SigningIn = ["Accept", "Accept-Language", "Content-Type", HeaderNames.Cookie];

    // Of this host alone, by the browser's own rule (RFC 6265bis section 4.1.3.2): no other host of the domain can set one.
    private const string CookiePrefix = "__Host-cypp-";

    // Without these the server itself would misread the message; X-Request-Id is our own.
    public static readonly string[] Framing = ["Content-Length", "Expect", "Host", "Transfer-Encoding", RequestId];

    /// <summary>Takes out all that the route does not name, whatever it claims.</summary>
    public static void Strip(IHeaderDictionary headers, EdgeRoute route)
    {
        List<string>? others = null;
        foreach (var (name, _) in headers)
        {
            if (!route.Passes(name))
            {
                (others ??= []).Add(name);
            }
        }

        others?.ForEach(name => headers.Remove(name));

        if (headers.Cookie.Count > 0)
        {
            headers.Cookie = string.Join("; ", headers.Cookie.ToString().Split(';', StringSplitOptions.TrimEntries)
                .Where(cookie => cookie.StartsWith(CookiePrefix, StringComparison.Ordinal)));
        }
    }

    /// <summary>Gives the request an id of our own, whatever the caller sent, and the answer its headers.</summary>
    public static void Secure(HttpContext context, IHostEnvironment environment)
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
            if (context.Features.Get<EdgeRoute>()?.HasCookies is not true)
            {
                headers.Remove(HeaderNames.SetCookie);
            }

            if (context.Response.StatusCode == StatusCodes.Status503ServiceUnavailable && headers.RetryAfter.Count == 0)
            {
                headers.RetryAfter = "5";
            }

            // TLS may end in front of this process, so its absence here says nothing; browsers ignore the header without it.
            if (!environment.IsDevelopment() && !IsLoopback(context.Request.Host.Host))
            {
                headers.StrictTransportSecurity = "max-age=31536000";
            }

            return Task.CompletedTask;
        });
    }

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
