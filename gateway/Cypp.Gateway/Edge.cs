using System.Diagnostics;
using Cypp.ServiceKit.Trust;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;

namespace Cypp.Gateway;

/// <summary>
/// What stands between the outside and the services, in a process of its own or around them in one: shape of requests,
/// the table of routes, limits, headers, traces.
/// </summary>
internal static class Edge
{
    public static void AddEdge(WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestLineSize = 8 * 1024;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxRequestHeaderCount = 50;
            kestrel.Limits.MaxRequestBodySize = EdgeRoute.Megabyte;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.KeepLastWords();
        });
        builder.Services.AddSingleton<DistributedContextPropagator>(new OutsideTrace());
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
        builder.Services.AddSingleton<EdgeStatus>();
        builder.Services.AddSingleton(new RouteTable(Routes.All));
        builder.Services.AddEdgeCors(builder.Configuration);
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<Limits>();
        builder.Services.AddSingleton<TrustedProxies>();
    }

    /// <summary>In front of everything but error handling.</summary>
    public static void UseEdge(this WebApplication app)
    {
        app.AnswerEarlyRefusals();
        var limits = app.Services.GetRequiredService<Limits>();
        var routes = app.Services.GetRequiredService<RouteTable>();
        var management = app.Configuration.GetValue<int?>("Management:Port");
        var proxies = app.Services.GetRequiredService<TrustedProxies>();
        app.UseWhen(context => context.Connection.LocalPort != management, edge =>
        {
            edge.Use((context, next) =>
            {
                EdgeHeaders.Secure(context, app.Environment);
                return next(context);
            });
            edge.UseEdgeCors(app.Configuration);
            // Before the connection's address becomes the caller's.
            edge.UseCertificateHeader(app.Configuration, proxies, routes);
            proxies.TellAddress(edge);
            edge.UseRateLimiter(limits.ByAddress());
            edge.Use((context, next) => Admission.Admit(context, routes, next));
        });
    }

    /// <summary>After authentication: who may pass at all, and how often.</summary>
    public static void UseEdgePolicies(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            var isAgency = context.User.Identity is { IsAuthenticated: true } && context.User.FindFirst("agency") is not null;
            if (isAgency || context.Features.Get<EdgeRoute>() is not { Policy: EdgePolicy.Agency })
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer";
            context.RequestServices.GetRequiredService<UnknownCallers>()
                .Count(context.Request.Headers.Authorization.Count == 0 ? UnknownCallers.NoToken : UnknownCallers.InvalidToken);
            return Task.CompletedTask;
        });
        app.UseRateLimiter(app.Services.GetRequiredService<Limits>().ByAgency());
    }
}
