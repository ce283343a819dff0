using Microsoft.Net.Http.Headers;
using Scalar.AspNetCore;

namespace Cypp.Gateway;

/// <summary>What the edge itself shows: the first page, the state of the services, the API reference. Nothing from elsewhere.</summary>
internal static class EdgePages
{
    private const string PagePolicy = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    // The reference viewer writes styles and its configuration into its page.
    private const string ReferencePolicy =
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'none'";

    private static readonly Dictionary<string, (string Type, byte[] Content)> Assets = new()
    {
        ["page.css"] = ("text/css", Read("page.css")),
        ["page.js"] = ("text/javascript", Read("page.js")),
    };

    private static readonly byte[] Home = Read("index.html");

    public static void MapEdgePages(this WebApplication app)
    {
        var pages = app.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        pages.MapGet("/", (HttpResponse response) =>
        {
            response.Headers.ContentSecurityPolicy = PagePolicy;
            return Results.Bytes(Home, "text/html; charset=utf-8");
        });
        pages.MapGet("/assets/{name}", (string name) =>
            Assets.TryGetValue(name, out var asset) ? Results.Bytes(asset.Content, asset.Type) : Results.NotFound());
        pages.MapGet("/status", (EdgeStatus status, CancellationToken cancellationToken) => status.AskAsync(cancellationToken));
        pages.MapScalarApiReference("/reference", (options, context) =>
        {
            context.Response.Headers[HeaderNames.ContentSecurityPolicy] = ReferencePolicy;
            options.WithTitle("Cypp.Platform: API reference")
                .WithOpenApiRoutePattern("/openapi/{documentName}.json")
                .AddDocuments(Routes.Services)
                .DisableDefaultFonts()
                .DisableTelemetry()
                .DisableAgent()
                .DisableMcp()
                .HideClientButton()
                .HideDeveloperTools();
        });
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(EdgePages).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
