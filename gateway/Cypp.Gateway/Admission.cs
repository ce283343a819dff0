using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Cypp.Gateway;

/// <summary>Which requests come in: of a plain shape, to a route, by its method, with a body that it takes.</summary>
internal static class Admission
{
    public static Task Admit(HttpContext context, RouteTable routes, RequestDelegate next)
    {
        var route = routes.Find(context.Request.Path);
        if ((RequestShape.WhatIsWrong(context) ?? WhatIsWrong(context, route)) is { } status)
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        }

        OutsideTrace.Link(context.Request.Headers, Activity.Current);
        EdgeHeaders.Strip(context.Request.Headers, route!);
        context.Features.Set(route);
        return next(context);
    }

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

        return context.Request.ContentLength > route.MaxBody ? StatusCodes.Status413PayloadTooLarge
            : BodyType.IsOf(context.Request, route.BodyType) ? null
            : StatusCodes.Status415UnsupportedMediaType;
    }
}
