using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Cypp.Gateway;

/// <summary>
/// Whose pages in a browser may read answers: exact origins at <c>Edge:Origins</c>, none unless named (GW-6). A preflight is
/// answered alike for every path, so that it tells nobody which exist. No cookies, so no credentials.
/// </summary>
internal static class EdgeCors
{
    private static readonly string[] Answers = [HeaderNames.ETag, HeaderNames.Location, HeaderNames.RetryAfter, EdgeHeaders.RequestId];

    /// <exception cref="OptionsValidationException">An origin is not exact.</exception>
    public static void AddEdgeCors(this IServiceCollection services, IConfiguration configuration)
    {
        var origins = Origins(configuration);
        if (Array.Find(origins, origin => !IsExact(origin)) is { } wrong)
        {
            throw new OptionsValidationException(
                "Edge", typeof(EdgeCors), [$"Edge:Origins must name exact origins such as https://records.example.org, without a path or *: {wrong}"]);
        }

        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(origins)
            .WithMethods("GET", "POST", "PUT")
            .WithHeaders(EdgeHeaders.Writing)
            .WithExposedHeaders(Answers)
            .SetPreflightMaxAge(TimeSpan.FromMinutes(10))));
    }

    public static void UseEdgeCors(this IApplicationBuilder edge, IConfiguration configuration)
    {
        if (Origins(configuration).Length > 0)
        {
            edge.UseCors();
        }
    }

    private static string[] Origins(IConfiguration configuration) => configuration.GetSection("Edge:Origins").Get<string[]>() ?? [];

    // An origin is what a browser writes: scheme, host, port, all in lower case, and nothing after (RFC 6454, section 6.2).
    private static bool IsExact(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && !origin.Contains('*') && uri.GetLeftPart(UriPartial.Authority) == origin;
}
