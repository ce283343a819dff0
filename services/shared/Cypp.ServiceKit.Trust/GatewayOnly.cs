using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Cypp.ServiceKit.Trust;

/// <summary>
/// To the platform's other processes a service shows what they ask it for by themselves, under <c>/{service}/internal</c> and
/// <c>/{service}/.well-known</c>; to all else the gateway alone finds the way, so that who has broken into one service neither uses a token
/// at another nor signs in, asks for tokens or states a caller's address there (GW-4).
/// </summary>
public static class GatewayOnly
{
    /// <summary>In front of authentication. Anybody else gets 421 (RFC 9110, section 15.5.20): to an agency, should it ever see it, 404 would say that there is no such child.</summary>
    public static void UseGatewayOnly(this IApplicationBuilder app, TokenBearer bearer, UnknownCallers unknown) => app.Use((context, next) =>
    {
        if (IsForPeers(context.Request.Path) || bearer.MayBring(context))
        {
            return next(context);
        }

        unknown.Count(UnknownCallers.NotTheGateway);
        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    });

    private static bool IsForPeers(PathString path) => path.Value?.Split('/', 4) is ["", _, "internal" or ".well-known", _];
}
