using Microsoft.AspNetCore.WebUtilities;

namespace Cypp.Identity.SignIn;

/// <summary>Whither a form leads: 303, so that going back sends nothing again.</summary>
internal static class NextStep
{
    public static IResult Show() => new SeeOther("/identity/sign-in");

    /// <summary>To the authorization endpoint, which answers the client.</summary>
    public static IResult Return(SignInState state) => new SeeOther(QueryHelpers.AddQueryString(
        "/identity/connect/authorize", new Dictionary<string, string?> { ["client_id"] = state.ClientId, ["request_uri"] = state.RequestUri }));

    private sealed class SeeOther(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext http)
        {
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            http.Response.Headers.Location = location;
            http.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }
    }
}
