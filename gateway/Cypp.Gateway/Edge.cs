using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
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
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxRequestHeaderCount = 50;
            kestrel.Limits.MaxRequestBodySize = EdgeRoute.Megabyte;
        });
        builder.Services.AddSingleton<DistributedContextPropagator>(new OutsideTrace());
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
        builder.Services.AddSingleton<EdgeStatus>();
        builder.Services.AddSingleton(new RouteTable(Routes.All));
    }

    /// <summary>In front of everything but error handling.</summary>
    public static void UseEdge(this WebApplication app)
    {
        var routes = app.Services.GetRequiredService<RouteTable>();
        var management = app.Configuration.GetValue<int?>("Management:Port");
        app.Use((context, next) =>
        {
            if (management is not null && context.Connection.LocalPort == management)
            {
                return Probe(context, next);
            }

            EdgeHeaders.Secure(context);
            var route = routes.Find(context.Request.Path);
            var refusal = RequestShape.WhatIsWrong(context) ?? WhatIsWrong(context, route);
            if (refusal is { } status)
            {
                context.Response.StatusCode = status;
                return Task.CompletedTask;
            }

            OutsideTrace.Link(context.Request.Headers, Activity.Current);
            EdgeHeaders.Strip(context.Request.Headers, route!);
            context.Features.Set(route);
            return next(context);
        });
    }

    /// <summary>After authentication: who may pass at all.</summary>
    public static void UseEdgePolicies(this WebApplication app) => app.Use(async (context, next) =>
    {
        var isAgency = context.User.Identity is { IsAuthenticated: true } && context.User.HasClaim(claim => claim.Type == "agency");
        if (context.Features.Get<EdgeRoute>() is { Policy: EdgePolicy.Agency } && !isAgency)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return;
        }

        await next(context);
    });

    private static int? WhatIsWrong(HttpContext context, EdgeRoute? route)
    {
        if (route is null)
        {
            return StatusCodes.Status404NotFound;
        }

        if (!route.Methods.Contains(context.Request.Method))
        {
            context.Response.Headers.Allow = string.Join(", ", route.Methods);
            return StatusCodes.Status405MethodNotAllowed;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = route.MaxBody;
        }

        return context.Request.ContentLength > route.MaxBody ? StatusCodes.Status413PayloadTooLarge : null;
    }

    // The management port shows how the process does, and nothing else.
    private static Task Probe(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.Value is "/livez" or "/readyz" or "/version")
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
