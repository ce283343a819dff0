using Yarp.ReverseProxy.Transforms;

namespace Cypp.Gateway;

/// <summary>
/// Tells identity from which address a person signs in, so that it can stop who guesses (ID-8). Nothing else needs to know,
/// and what a caller says of it does not pass.
/// </summary>
internal static class CallersAddress
{
    public static ValueTask Tell(RequestTransformContext transform)
    {
        if (transform.HttpContext.Features.Get<EdgeRoute>() is { HasCookies: true } && transform.HttpContext.Connection.RemoteIpAddress is { } address)
        {
            transform.ProxyRequest.Headers.TryAddWithoutValidation("X-Forwarded-For", address.ToString());
        }

        return ValueTask.CompletedTask;
    }
}
