using System.Net;

namespace Cypp.Identity.SignIn;

/// <summary>Where a person sits. The gateway says so on the sign-in's pages, and takes out what a caller claims; in one process the connection does.</summary>
internal static class CallerAddress
{
    public static IPAddress Of(HttpContext http) =>
        IPAddress.TryParse(http.Request.Headers["X-Forwarded-For"].ToString(), out var stated) ? stated : http.Connection.RemoteIpAddress ?? IPAddress.None;
}
